package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads, checks and purges the content of pools. Every method may throw {@code TryAgainException}; those that return no
 * {@link Outcome} throw {@code RefusedException} if the class, the pool or the user is not usable.
 */
@Singleton
public record PoolContents(PoolSessions sessions, ManagerTasks tasks, RecentRemovals removals) {
    /** An image that does not exist: opening it fails right after the pool has been opened. */
    private static final ImageName NO_IMAGE = new ImageName("rbd-functions-probe");

    /** The pool of the class, followed by its data pool if it has one. */
    public List<PoolName> pools(ClassSource source) {
        return FailureClassifier.of(() -> sessions.pools(source)).orThrow();
    }

    /** An image of the class's pool; does not connect. */
    public ImageRef image(ClassSource source, ImageName image) {
        return FailureClassifier.of(() -> new ImageRef(sessions.pool(source), image))
                .orThrow();
    }

    /** The names of all images, without their sizes: reading a size opens the image. */
    public List<String> images(ClassSource source) {
        return run(source, session -> session.run(new ListCommand.Names(session.pool())));
    }

    public List<TrashedImage> trash(ClassSource source) {
        return run(source, session -> session.run(new TrashCommand.ListAll(session.pool())));
    }

    /** The ids of the images in the trash that the manager of the cluster is to remove. */
    public Set<String> removedByManager(ClassSource source) {
        return run(source, session -> tasks.trashRemovals(session.rbd(), session.pool()));
    }

    /** What became of an image in the trash. */
    public enum Purge {
        PURGED,
        ALREADY_GONE,
        /** It has snapshots, which Ceph keeps until their last clone is gone, or which nobody has removed. */
        HAS_SNAPSHOTS
    }

    /** Deletes an expired image from the trash. */
    public Purge purge(ClassSource source, TrashedImage trashed) {
        return run(source, session -> {
            var command = new TrashCommand.Remove(session.pool(), new ImageId(trashed.id()), false);
            try {
                boolean isPurged =
                        RbdException.emptyIfNotFound(() -> session.run(command)).isPresent();
                removals.addPurged(session, trashed);
                return isPurged ? Purge.PURGED : Purge.ALREADY_GONE;
            } catch (RbdException failure) {
                if (failure.error() == RbdError.HAS_SNAPSHOTS) {
                    return Purge.HAS_SNAPSHOTS;
                }
                throw failure;
            }
        });
    }

    /** The image-meta entries of an image; empty if the image cannot be opened. */
    public Map<String, String> tags(ClassSource source, ImageName image) {
        return run(source, session -> {
            var command = new MetadataCommand.ListAll(session.image(image));
            return RbdException.emptyIfNotFound(() -> session.run(command)).orElseGet(Map::of);
        });
    }

    /** Returns the pool if the admin's Secret exists and holds a key; does not connect. */
    public Outcome<PoolSpec> checkSecret(ClassSource source) {
        return FailureClassifier.of(() -> sessions.find(source).pool());
    }

    /**
     * Returns the pool if the admin can read it and the data pool; {@link Reason#NOT_FOUND} if one does not exist. Of a
     * namespace, reads only the pool: it need not exist in the data pool, where the admin may have access to nothing else.
     */
    public Outcome<PoolSpec> checkPools(ClassSource source) {
        return FailureClassifier.of(() -> {
            PoolSession session = sessions.find(source);
            Stream<PoolSpec> pools = session.pool().namespace().isDefault()
                    ? sessions.pools(source).stream().map(PoolSpec::of)
                    : Stream.of(session.pool());
            pools.map(pool -> new Info(new ImageRef(pool, NO_IMAGE)))
                    .forEach(info -> RbdException.emptyIfNotFound(() -> session.run(info)));
            return session.pool();
        });
    }

    private <T> T run(ClassSource source, Function<PoolSession, T> work) {
        return FailureClassifier.of(() -> work.apply(sessions.find(source))).orThrow();
    }
}
