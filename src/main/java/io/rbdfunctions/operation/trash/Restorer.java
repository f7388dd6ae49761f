package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.provision.ClaimRules;
import io.rbdfunctions.operation.provision.ImageAdopter;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.VolumePlan;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.operation.trash.Restored.Action;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Restores images from the trash and builds a PersistentVolume for them. Restoring an image twice succeeds. */
@Singleton
public record Restorer(
        StorageClassResolver resolver, PoolSessions sessions, ImageLocks locks, ImageStore store, ImageAdopter adopter)
        implements VolumeOperation<RestoreRequest, Restored> {
    @Override
    public Restored run(RestoreRequest request) {
        VolumePlan plan = ClaimRules.check(
                request.volume(), resolver.resolve(request.volume().classSource()));
        PoolSession session = sessions.open(plan.parameters().cluster());
        Optional<TrashedImage> trashed = find(request, session);
        ImageRef image = session.image(target(request, trashed));
        if (trashed.isPresent() && request.volume().dryRun()) {
            return new Restored(Action.WOULD_RESTORE, image, null, List.of());
        }
        return locks.withLock(session.monitors(), image, () -> {
            Action action = trashed.map(found -> restore(session, image, found))
                    .orElseGet(() -> requireRestored(session, image, request));
            Provisioned adopted = adopter.adopt(plan.forImage(image.name()), session);
            return new Restored(action, image, adopted.persistentVolume(), adopted.warnings());
        });
    }

    private Optional<TrashedImage> find(RestoreRequest request, PoolSession session) {
        List<TrashedImage> found = session.run(new TrashCommand.ListAll(session.pool())).stream()
                .filter(trashed -> matches(request, trashed))
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "the trash contains several images named %s: set trashId to one of %s"
                            .formatted(
                                    request.image(),
                                    found.stream()
                                            .map(trashed ->
                                                    "%s (deleted %s)".formatted(trashed.id(), trashed.deletedAt()))
                                            .collect(Collectors.joining(", "))));
        }
        return found.stream().findFirst();
    }

    private static boolean matches(RestoreRequest request, TrashedImage trashed) {
        return (request.id() == null || trashed.id().equals(request.id().value()))
                && (request.image() == null
                        || trashed.name().equals(request.image().value()));
    }

    private static ImageName target(RestoreRequest request, Optional<TrashedImage> trashed) {
        ImageName target = request.target();
        if (target != null) {
            return target;
        }
        TrashedImage found = trashed.orElseThrow(() -> new RefusedException(
                Reason.NOT_FOUND,
                ("the trash contains no image with the id %s: see the sweep's report; if it may have been restored already,"
                                + " set image to its name, too")
                        .formatted(request.id())));
        try {
            return new ImageName(found.name());
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, invalid.getMessage() + "; set as to another name");
        }
    }

    private Action restore(PoolSession session, ImageRef image, TrashedImage trashed) {
        try {
            session.run(new TrashCommand.Restore(image.poolSpec(), new ImageId(trashed.id()), image.name()));
            return Action.RESTORED;
        } catch (RbdException failure) {
            if (failure.error() != RbdError.EXISTS && failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            if (exists(session, image, trashed.id())) {
                return Action.ALREADY_THERE;
            }
            throw failure.error() == RbdError.EXISTS
                    ? new RefusedException(
                            Reason.CONFLICT,
                            "another image %s exists: set as to another name for the one in the trash".formatted(image))
                    : new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), failure);
        }
    }

    private boolean exists(PoolSession session, ImageRef image, String id) {
        return store.find(session.rbd(), image)
                .map(ImageInfo::id)
                .filter(id::equals)
                .isPresent();
    }

    private Action requireRestored(PoolSession session, ImageRef image, RestoreRequest request) {
        boolean exists = request.id() == null
                ? store.find(session.rbd(), image).isPresent()
                : exists(session, image, request.id().value());
        if (!exists) {
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "restore %s: the image is neither in the trash nor in the pool; a purged image cannot be restored"
                            .formatted(image));
        }
        return Action.ALREADY_THERE;
    }
}
