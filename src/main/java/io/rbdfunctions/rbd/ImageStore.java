package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.Backoff;
import io.rbdfunctions.rbd.command.ImageInfo;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates and finds images as a client must who wants to be right after crashes and beside other clients. Every method
 * may throw {@link RbdException}.
 */
public final class ImageStore {
    private final RbdEngine images;
    private final Duration settleTime;

    ImageStore(RbdEngine images, Duration settleTime) {
        this.images = images;
        this.settleTime = settleTime;
    }

    /**
     * Makes the image unless there is one of the name, and answers the one that was there; empty when it was made now.
     *
     * <p>Creates first and asks afterwards: to look first would race with others. A creation that was killed leaves an
     * image that is listed and "exists", but that cannot be opened: that is removed, and made again.
     */
    public Optional<ImageInfo> createUnlessThere(
            RbdCommandBuilder rbd, ImageRef image, Capacity size, ImageLayout layout) {
        if (create(rbd, image, size, layout)) {
            return Optional.empty();
        }
        Optional<ImageInfo> there = settled(rbd.info(image));
        if (there.isPresent()) {
            return there;
        }
        remove(rbd, image);
        return create(rbd, image, size, layout) ? Optional.empty() : Optional.of(images.run(rbd.info(image)));
    }

    /** What is known of the image; empty when it cannot be opened, which is less than being gone. */
    public Optional<ImageInfo> find(RbdCommandBuilder rbd, ImageRef image) {
        return find(rbd.info(image));
    }

    /** Deletes the image; false when nothing was there to delete. Only this says for certain that it is gone. */
    public boolean remove(RbdCommandBuilder rbd, ImageRef image) {
        Remove remove = rbd.remove(image);
        try {
            images.run(remove);
            return true;
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                requireUnlisted(rbd, remove);
                return false;
            }
            throw failure;
        }
    }

    /** Of a full pool rbd says, too, that the image is missing, when it cannot note in the trash that it is to go. */
    private void requireUnlisted(RbdCommandBuilder rbd, Remove remove) {
        ImageRef image = remove.image();
        if (images.run(rbd.listNames(image.pool())).contains(image.name().value())) {
            throw new RbdException(RbdError.UNKNOWN, remove, "the image is missing and listed; is the pool full?");
        }
    }

    /** Moves the image to the trash; false when nothing was there to move. */
    public boolean trash(RbdCommandBuilder rbd, ImageRef image, Instant expiry) {
        try {
            images.run(rbd.trashMove(image, expiry));
            return true;
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }

    private boolean create(RbdCommandBuilder rbd, ImageRef image, Capacity size, ImageLayout layout) {
        try {
            images.run(rbd.create(image, size, layout));
            return true;
        } catch (RbdException failure) {
            if (failure.error() == RbdError.EXISTS) {
                return false;
            }
            throw failure;
        }
    }

    /** Looks for a while: another replica may be in the middle of making it. */
    private Optional<ImageInfo> settled(Info info) {
        Backoff backoff = new Backoff(settleTime);
        Optional<ImageInfo> found = find(info);
        while (found.isEmpty() && backoff.pause()) {
            found = find(info);
        }
        return found;
    }

    private Optional<ImageInfo> find(Info info) {
        try {
            return Optional.of(images.run(info));
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
