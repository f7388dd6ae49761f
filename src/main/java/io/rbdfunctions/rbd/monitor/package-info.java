/** Commands for the monitors of a Ceph cluster and their answers, and a look at whether monitors answer at all. */
@NullMarked
package io.rbdfunctions.rbd.monitor;

import org.jspecify.annotations.NullMarked;
