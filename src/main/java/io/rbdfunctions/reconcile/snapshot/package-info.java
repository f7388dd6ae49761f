/**
 * The part of csi-snapshotter: takes, finds and deletes the snapshots of VolumeSnapshotContents, which the snapshot-controller
 * makes.
 */
@NullMarked
package io.rbdfunctions.reconcile.snapshot;

import org.jspecify.annotations.NullMarked;
