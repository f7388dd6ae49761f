package io.rbdfunctions.operation.call;

import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells the caller what is in the trash under the name of an image that was created, that is already gone or that does not exist. Takes
 * one round trip, in these cases only.
 */
@Singleton
record TrashHints(TrashSearch trash, PoolSessions sessions) {
    /** Adds what the trash has to the outcome of the request. */
    @SuppressWarnings("unchecked") // each answer is replaced by one of its own type
    <A extends VolumeAnswer> Outcome<A> addTo(Outcome<A> outcome, VolumeRequest<A> request) {
        return (Outcome<A>)
                switch (outcome) {
                    case Outcome.Done<A>(Deleted deleted) -> new Outcome.Done<>(withTrash(deleted, request));
                    case Outcome.Done<A>(Provisioned provisioned) ->
                        new Outcome.Done<>(withTrash(provisioned, request));
                    case Outcome.Refused<A>(Refusal refusal)
                    when refusal.reason() == Reason.NOT_FOUND && request instanceof ImageRequest<?> named ->
                        new Outcome.Refused<>(withTrash(refusal, named));
                    default -> outcome;
                };
    }

    private Deleted withTrash(Deleted deleted, VolumeRequest<?> request) {
        return deleted.action() == Deleted.Action.ALREADY_GONE && deleted.trashId() == null
                ? find(request, deleted.image().name())
                        .map(trashed -> Deleted.earlier(deleted.image(), trashed))
                        .orElse(deleted)
                : deleted;
    }

    private Provisioned withTrash(Provisioned provisioned, VolumeRequest<?> request) {
        return switch (provisioned.action()) {
            case CREATED, WOULD_CREATE ->
                find(request, provisioned.image().name())
                        .map(trashed -> provisioned.withWarning(TrashSearch.describe(trashed)))
                        .orElse(provisioned);
            default -> provisioned;
        };
    }

    private Refusal withTrash(Refusal refusal, ImageRequest<?> request) {
        return find(request, request.target().image())
                .map(trashed -> new Refusal(
                        refusal.reason(), "%s; %s".formatted(refusal.detail(), TrashSearch.describe(trashed))))
                .orElse(refusal);
    }

    /** Empty also if the trash cannot be read: the outcome matters more. */
    private Optional<TrashedImage> find(VolumeRequest<?> request, ImageName image) {
        ClassSource source = Objects.requireNonNull(request.classSource());
        try {
            Outcome<Optional<TrashedImage>> found = FailureClassifier.of(() -> {
                PoolSession session = sessions.find(source);
                return trash.find(session, image).stream().findFirst();
            });
            return found instanceof Outcome.Done<Optional<TrashedImage>>(var trashed) ? trashed : Optional.empty();
        } catch (TryAgainException _) {
            return Optional.empty();
        }
    }
}
