package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.FileSystemType;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageLayout;
import org.jspecify.annotations.Nullable;

/**
 * The validated parameters of a StorageClass (rules P03 to P09, P13 to P15 and P19).
 *
 * @param userId the user of the nodes; null if the class does not name one
 * @param fileSystem null for the default of the node, ext4 (rule P21)
 * @param trashRetention null to delete images at once
 */
public record ClassParameters(
        ClusterParameters cluster,
        ImageLayout layout,
        VolumeSource source,
        @Nullable CephUser userId,
        @Nullable FileSystemType fileSystem,
        @Nullable TrashRetention trashRetention,
        SizeLimits sizes) {}
