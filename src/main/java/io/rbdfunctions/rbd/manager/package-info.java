/** Commands for the manager of a Ceph cluster, and their answers. */
@NullMarked
package io.rbdfunctions.rbd.manager;

import org.jspecify.annotations.NullMarked;
