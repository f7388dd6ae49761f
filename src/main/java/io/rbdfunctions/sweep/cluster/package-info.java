/** Which Ceph clusters a sweep has looked at, and which of them do not answer. */
@NullMarked
package io.rbdfunctions.sweep.cluster;

import org.jspecify.annotations.NullMarked;
