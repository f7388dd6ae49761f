package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Reads states of an image that prevent changes. Asks only about images whose features allow for the state. */
final class ImageState {
    private static final NativeFunction GET_GROUP = NativeFunction.rbd("rbd_get_group");
    private static final NativeFunction FREE_GROUP = NativeFunction.rbd("rbd_group_info_cleanup");
    private static final NativeFunction GET_MIRRORING = NativeFunction.rbd("rbd_mirror_image_get_info");
    private static final NativeFunction FREE_MIRRORING = NativeFunction.rbd("rbd_mirror_image_get_info_cleanup");

    /** Name at 0, pool id at 8; -1 for none. */
    private static final long GROUP_SIZE = 16;
    /** Global id at 0, state at 8, whether the image is primary at 12. */
    private static final long MIRRORING_SIZE = 16;

    private static final int MIRRORED = 1;

    private ImageState() {}

    /** The group as {@code pool/group} or {@code pool/namespace/group}, or null. */
    static @Nullable String group(Image image) {
        if (!FeatureBits.hasOperations(InfoReader.features(image))) {
            return null;
        }
        MemorySegment group = image.memory().bytes(GROUP_SIZE);
        Errno.check(GET_GROUP.call(image.handle(), group.address(), GROUP_SIZE), "group");
        image.memory().onClose(() -> FREE_GROUP.call(group.address(), GROUP_SIZE));
        long pool = group.get(JAVA_LONG, 8);
        // A group is in the namespace of its images.
        String namespace = image.pool().spec().namespace().value();
        return pool < 0 ? null : PoolSpec.text(image.pool().nameOf(pool), namespace) + "/" + StructArray.text(group, 0);
    }

    /** Mirroring by snapshots sets a feature; mirroring by journal does not. */
    static boolean isDemoted(Image image) {
        long features = InfoReader.features(image);
        return FeatureBits.isNonPrimary(features) || (FeatureBits.hasJournal(features) && isNonPrimary(image));
    }

    private static boolean isNonPrimary(Image image) {
        MemorySegment mirroring = image.memory().bytes(MIRRORING_SIZE);
        Errno.check(GET_MIRRORING.call(image.handle(), mirroring.address(), MIRRORING_SIZE), "mirroring");
        image.memory().onClose(() -> FREE_MIRRORING.call(mirroring.address()));
        return mirroring.get(JAVA_INT, 8) == MIRRORED && mirroring.get(JAVA_BYTE, 12) == 0;
    }
}
