package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.FileSystemType;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageLayout;
import org.jspecify.annotations.Nullable;

/**
 * What a StorageClass says, checked whole (rules P03 to P09, P13 to P15 and P19).
 *
 * @param userId whom the nodes mount as; null when the class names neither this nor an admin
 * @param fileSystem null when the class names none: the node then takes its default, ext4 (rule P21)
 * @param trashRetention how long a deleted image can be restored; null to delete at once
 * @param sizes how small and how large its volumes may be
 */
public record ClassParameters(
        ClusterParameters cluster,
        ImageLayout layout,
        VolumeSource source,
        @Nullable CephUser userId,
        @Nullable FileSystemType fileSystem,
        @Nullable TrashRetention trashRetention,
        SizeLimits sizes) {}
