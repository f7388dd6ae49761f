package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.Backoff;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Idempotent operations on images, safe after crashes and beside other replicas. All of them throw
 * {@link RbdException}.
 */
public final class ImageStore {
    private final RbdEngine engine;
    private final Duration settleTime;

    ImageStore(RbdEngine engine, Duration settleTime) {
        this.engine = engine;
        this.settleTime = settleTime;
    }

    /**
     * Creates the image, or returns the existing image of that name. Returns empty if the image was created.
     *
     * <p>Creates first and looks afterwards, since the reverse order is a race. An image that exists but cannot be
     * opened is left over from an interrupted creation: it is removed and created again.
     */
    public Optional<ImageInfo> createIfMissing(
            RbdCommandBuilder rbd, ImageRef image, Capacity size, ImageLayout layout) {
        if (create(rbd, image, size, layout)) {
            return Optional.empty();
        }
        Optional<ImageInfo> existing = settled(rbd.info(image));
        if (existing.isPresent()) {
            return existing;
        }
        remove(rbd, image);
        return create(rbd, image, size, layout) ? Optional.empty() : Optional.of(engine.run(rbd.info(image)));
    }

    /** Returns empty if the image cannot be opened, which does not prove that it is gone. */
    public Optional<ImageInfo> find(RbdCommandBuilder rbd, ImageRef image) {
        return find(rbd.info(image));
    }

    /**
     * Grows the image to at least the size. Returns its previous size in bytes.
     *
     * @throws RbdException {@link RbdError#BAD_ARGUMENT} if another client has grown the image further in the meantime
     */
    public long grow(RbdCommandBuilder rbd, ImageRef image, Capacity size) {
        return engine.run(rbd.grow(image, size));
    }

    /** Deletes the image. Returns false if it is certain that there was none. */
    public boolean remove(RbdCommandBuilder rbd, ImageRef image) {
        Remove remove = rbd.remove(image);
        boolean removed = succeeds(remove, RbdError.NOT_FOUND);
        if (!removed) {
            requireUnlisted(rbd, remove);
        }
        return removed;
    }

    /** In a full pool, Ceph reports an existing image as missing because it cannot write the removal to the trash. */
    private void requireUnlisted(RbdCommandBuilder rbd, Remove remove) {
        ImageRef image = remove.image();
        if (engine.run(rbd.listNames(image.pool())).contains(image.name().value())) {
            throw new RbdException(RbdError.UNKNOWN, remove, "the image is missing and listed; is the pool full?");
        }
    }

    /** Moves the image to the trash. Returns false if there is none. */
    public boolean trash(RbdCommandBuilder rbd, ImageRef image, Instant expiry) {
        return succeeds(rbd.trashMove(image, expiry), RbdError.NOT_FOUND);
    }

    private boolean create(RbdCommandBuilder rbd, ImageRef image, Capacity size, ImageLayout layout) {
        return succeeds(rbd.create(image, size, layout), RbdError.EXISTS);
    }

    /** Retries for a while, since another replica may be creating the image. */
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
            return Optional.of(engine.run(info));
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Runs the command. Returns false if it fails with the given error. */
    private boolean succeeds(RbdCommand.Changing command, RbdError expected) {
        try {
            engine.run(command);
            return true;
        } catch (RbdException failure) {
            if (failure.error() == expected) {
                return false;
            }
            throw failure;
        }
    }
}
