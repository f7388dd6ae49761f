package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.ImageRef;

/** Finds locks that librbd would wait for without end. */
public final class LockCheck {
    private LockCheck() {}

    /**
     * Requires that nobody has locked the image with {@code rbd lock add}. On an image with the feature exclusive-lock, a
     * removal and a move to the trash wait for such a lock; all other changes fail with EROFS, as this does.
     */
    public static void requireUnlocked(Pool pool, ImageRef image) {
        try (Image open = Image.openReadOnly(pool, image.name().value())) {
            if (FeatureBits.hasExclusiveLock(InfoReader.features(open))
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
