/** Makes images of new volumes from snapshots and from other volumes, laid out as ceph-csi lays them out. */
@NullMarked
package io.rbdfunctions.operation.clone;

import org.jspecify.annotations.NullMarked;
