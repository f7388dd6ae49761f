package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.volume.ObjectName;

/**
 * The objects of Kubernetes that a snapshot is made for. They are written on its image, and the namespace into the journal.
 *
 * @param name of the VolumeSnapshot
 * @param namespace of the VolumeSnapshot
 * @param content the name of the VolumeSnapshotContent
 */
public record SnapshotOwner(ObjectName name, ObjectName namespace, ObjectName content) {}
