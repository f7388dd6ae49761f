package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What pools hold, for those who look after them. Every method may throw {@code TryAgainException}. */
@Singleton
public final class PoolContents {
    private final PoolSessions sessions;
    private final RbdEngine images;

    public PoolContents(PoolSessions sessions, RbdEngine images) {
        this.sessions = sessions;
        this.images = images;
    }

    /** The pool of the class, and the one for its data where that is another. */
    public Outcome<List<PoolName>> of(ClassSource where) {
        return FailureClassifier.of(() -> sessions.pools(where));
    }

    /** The names of all images. To ask for their sizes, too, would open every one of them. */
    public Outcome<List<String>> images(ClassSource where) {
        return in(where, session -> images.run(session.rbd().listNames(session.pool())));
    }

    /** What was deleted and can still be brought back. */
    public Outcome<List<TrashedImage>> trash(ClassSource where) {
        return in(where, session -> images.run(session.rbd().listTrash(session.pool())));
    }

    /** Deletes an image for good whose time in the trash is over; false when another has done so. */
    public Outcome<Boolean> purge(ClassSource where, TrashedImage trashed) {
        return in(where, session -> purge(session, new ImageId(trashed.id())));
    }

    /** What is written on an image, by key; empty for an image that cannot be opened. */
    public Outcome<Map<String, String>> tags(ClassSource where, ImageName image) {
        return in(where, session -> tags(session, image));
    }

    private boolean purge(PoolSession session, ImageId id) {
        try {
            images.run(session.rbd().trashRemove(session.pool(), id));
            return true;
        } catch (RbdException failure) {
            if (failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            return false;
        }
    }

    private Map<String, String> tags(PoolSession session, ImageName image) {
        try {
            return images.run(session.rbd().listMetadata(session.image(image)));
        } catch (RbdException failure) {
            if (failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            return Map.of();
        }
    }

    private <T> Outcome<T> in(ClassSource where, Function<PoolSession, T> work) {
        return FailureClassifier.of(() -> work.apply(sessions.find(where)));
    }
}
