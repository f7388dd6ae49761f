/** Snapshots of dynamic volumes, laid out as ceph-csi lays them out. */
@NullMarked
package io.rbdfunctions.operation.snapshot;

import org.jspecify.annotations.NullMarked;
