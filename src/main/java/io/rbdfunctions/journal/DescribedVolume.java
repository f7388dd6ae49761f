package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import org.jspecify.annotations.Nullable;

/**
 * A volume as its PersistentVolume describes it, for a comparison with its journal.
 *
 * @param name of the PersistentVolume
 * @param image the image that it should have, if the journal names none
 * @param owner the namespace of the claim; null without a claim
 * @param isEncrypted whether ceph-csi encrypts the image
 */
public record DescribedVolume(
        ObjectName name,
        VolumeHandle handle,
        ImageName image,
        @Nullable ObjectName owner,
        boolean isEncrypted) {}
