package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.Backoff;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Idempotent operations on images, safe after crashes and beside other replicas. All of them throw
 * {@link RbdException}.
 */
public final class ImageStore {
    private final RbdEngine engine;
    private final Duration settleTime;

    public ImageStore(RbdEngine engine, Duration settleTime) {
        this.engine = engine;
        this.settleTime = settleTime;
    }

    /**
     * Creates the image, or returns the existing image of that name. Returns empty if the image was created.
     *
     * <p>Creates first and looks afterwards, since the reverse order is a race. An image that exists but cannot be
     * opened is left over from an interrupted creation: it is removed and created again.
     */
    public Optional<ImageInfo> createIfMissing(Session session, ImageRef image, Capacity size, ImageLayout layout) {
        if (create(session, image, size, layout)) {
            return Optional.empty();
        }
        Optional<ImageInfo> existing = settled(session, image, _ -> true);
        if (existing.isPresent()) {
            return existing;
        }
        remove(session, image);
        return create(session, image, size, layout)
                ? Optional.empty()
                : Optional.of(engine.run(session, new Info(image)));
    }

    /** Returns empty if the image cannot be opened, which does not prove that it is gone. */
    public Optional<ImageInfo> find(Session session, ImageRef image) {
        return RbdException.emptyIfNotFound(() -> engine.run(session, new Info(image)));
    }

    /** Deletes the image. Returns false if it is certain that there was none. */
    public boolean remove(Session session, ImageRef image) {
        boolean removed = succeeds(session, new Remove(image), RbdError.NOT_FOUND);
        if (!removed) {
            requireUnlisted(session, image);
        }
        return removed;
    }

    /** In a full pool, Ceph reports an existing image as missing because it cannot write the removal to the trash. */
    private void requireUnlisted(Session session, ImageRef image) {
        List<String> names = engine.run(session, new ListCommand.Names(image.poolSpec()));
        if (names.contains(image.name().value())) {
            throw new RbdException(
                    RbdError.UNKNOWN, new Remove(image), "the image is missing and listed; is the pool full?");
        }
    }

    /** Moves the image to the trash. Returns false if there is none. */
    public boolean trash(Session session, ImageRef image, Instant expiry) {
        return succeeds(session, new TrashCommand.Move(image, expiry), RbdError.NOT_FOUND);
    }

    private boolean create(Session session, ImageRef image, Capacity size, ImageLayout layout) {
        return succeeds(session, new Create(image, size, layout), RbdError.EXISTS);
    }

    /** Retries for a while, since another replica may be creating the image. */
    private Optional<ImageInfo> settled(Session session, ImageRef image, Predicate<ImageInfo> isComplete) {
        Backoff backoff = new Backoff(settleTime);
        Optional<ImageInfo> found = find(session, image).filter(isComplete);
        while (found.isEmpty() && backoff.pause()) {
            found = find(session, image).filter(isComplete);
        }
        return found;
    }

    /**
     * Creates an image from a snapshot, unless a complete one is there. An incomplete one is left over from an interrupted
     * creation, and may have no link to its parent: it is removed and created again, unless it has snapshots.
     */
    public void cloneIfMissing(Session session, CloneCommand.Create clone, Predicate<ImageInfo> isComplete) {
        if (succeeds(session, clone, RbdError.EXISTS)
                || settled(session, clone.image(), isComplete).isPresent()) {
            return;
        }
        if (succeeds(session, new Remove(clone.image()), RbdError.HAS_SNAPSHOTS)) {
            succeeds(session, clone, RbdError.EXISTS);
        }
    }

    /** Takes a snapshot. Returns false if there is one with the name. */
    public boolean takeSnapshot(Session session, SnapshotRef snapshot) {
        return succeeds(session, new SnapshotCommand.Create(snapshot), RbdError.EXISTS);
    }

    /** Removes a snapshot, which lives on in the trash namespace if clones need it. Returns false if there is none with the name. */
    public boolean removeSnapshot(Session session, SnapshotRef snapshot) {
        return succeeds(session, new SnapshotCommand.Remove(snapshot), RbdError.NOT_FOUND);
    }

    /**
     * Counts the parents of an image, also those in the trash: 0 for an image that is no clone.
     *
     * @param limit to stop there
     */
    public int depth(Session session, ImageInfo image, int limit) {
        int depth = 0;
        Parent parent = image.parent();
        while (parent != null && depth < limit) {
            depth++;
            parent = depth == limit ? null : parentOf(session, parent);
        }
        return depth;
    }

    private @Nullable Parent parentOf(Session session, Parent clone) {
        return RbdException.emptyIfNotFound(
                        () -> engine.run(session, clone.image().byId()))
                .map(ImageInfo::parent)
                .orElse(null);
    }

    /** Runs the command. Returns false if it fails with the given error. */
    private boolean succeeds(Session session, RbdCommand<?> command, RbdError expected) {
        try {
            engine.run(session, command);
            return true;
        } catch (RbdException failure) {
            if (failure.error() == expected) {
                return false;
            }
            throw failure;
        }
    }
}
