package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import io.rbdfunctions.volume.ceph.ImageRef;

/** Finds states of an image that a removal or a move to the trash would wait for, or report with an ambiguous errno. */
public final class RemovalCheck {
    private RemovalCheck() {}

    /**
     * Requires that the image is not migrating, and that nobody has locked it with {@code rbd lock add}. On an image with the feature exclusive-lock, a
     * removal and a move to the trash wait for such a lock; all other changes fail with EROFS, as this does.
     */
    public static void requireRemovable(Pool pool, ImageRef image) {
        try (Image open = Image.openReadOnly(pool, image.name().value())) {
            long features = InfoReader.features(open);
            if (FeatureBits.isMigrating(features)) {
                throw new LibrbdException("image in migration state - not removing", Errno.BUSY);
            }
            if (FeatureBits.hasExclusiveLock(features)
                    && ImageLists.locks(open).stream().anyMatch(lock -> !lock.isAutomatic())) {
                throw new LibrbdException("image is locked", Errno.READ_ONLY);
            }
        } catch (LibrbdException failure) {
            // An image that cannot be opened is incomplete or missing; the removal deals with both.
            if (failure.errno() != Errno.MISSING) {
                throw failure;
            }
        }
    }
}
