package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.provision.ClaimRules;
import io.rbdfunctions.operation.provision.ImageAdopter;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.VolumeIdentity;
import io.rbdfunctions.operation.provision.VolumePlan;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.operation.trash.Restored.Action;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings images back from the trash. One that is back already is a restored one. */
@Singleton
public final class Restorer implements VolumeOperation<RestoreRequest, Restored> {
    private final StorageClassResolver storageClassResolver;
    private final CephSessions cephSessions;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdEngine images;
    private final ImageAdopter imageAdopter;

    public Restorer(
            StorageClassResolver storageClassResolver,
            CephSessions cephSessions,
            ImageLocks locks,
            ImageStore store,
            RbdEngine images,
            ImageAdopter imageAdopter) {
        this.storageClassResolver = storageClassResolver;
        this.cephSessions = cephSessions;
        this.locks = locks;
        this.store = store;
        this.images = images;
        this.imageAdopter = imageAdopter;
    }

    @Override
    public Class<RestoreRequest> requestType() {
        return RestoreRequest.class;
    }

    @Override
    public Restored run(RestoreRequest request) {
        VolumePlan plan = ClaimRules.check(
                request.volume(), storageClassResolver.resolve(request.volume().classSource()));
        RbdCommandBuilder rbd = cephSessions.open(plan.parameters().cluster());
        PoolSession session = new PoolSession(plan.parameters().cluster().pool(), rbd);
        Optional<TrashedImage> trashed = find(request, session);
        ImageRef image = session.image(target(request, trashed));
        if (trashed.isPresent() && request.volume().dryRun()) {
            return new Restored(Action.WOULD_RESTORE, image, null, List.of());
        }
        return locks.exclusively(session.monitors(), image, () -> {
            Action action =
                    trashed.map(found -> restore(rbd, image, found)).orElseGet(() -> requireThere(rbd, image, request));
            return answer(action, plan, rbd, image);
        });
    }

    private Optional<TrashedImage> find(RestoreRequest request, PoolSession session) {
        List<TrashedImage> found = images.run(session.rbd().listTrash(session.pool())).stream()
                .filter(trashed -> isMeant(request, trashed))
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "several images of the name %s are in the trash: give the trashId of one, %s"
                            .formatted(
                                    request.image(),
                                    found.stream()
                                            .map(trashed ->
                                                    "%s (deleted %s)".formatted(trashed.id(), trashed.deletedAt()))
                                            .collect(Collectors.joining(", "))));
        }
        return found.stream().findFirst();
    }

    private static boolean isMeant(RestoreRequest request, TrashedImage trashed) {
        return (request.id() == null || trashed.id().equals(request.id().value()))
                && (request.image() == null
                        || trashed.name().equals(request.image().value()));
    }

    private static ImageName target(RestoreRequest request, Optional<TrashedImage> trashed) {
        ImageName wanted = request.target();
        if (wanted != null) {
            return wanted;
        }
        TrashedImage found = trashed.orElseThrow(() -> new RefusedException(
                Reason.NOT_FOUND,
                "no image with the id %s is in the trash: see the sweep's report, or give its name, too, if it may be restored already"
                        .formatted(request.id())));
        try {
            return new ImageName(found.name());
        } catch (InvalidValueException unsafe) {
            throw new RefusedException(Reason.INVALID, unsafe.getMessage() + "; give another name to restore it as");
        }
    }

    private Action restore(RbdCommandBuilder rbd, ImageRef image, TrashedImage trashed) {
        try {
            images.run(rbd.trashRestore(image.pool(), new ImageId(trashed.id()), image.name()));
            return Action.RESTORED;
        } catch (RbdException failure) {
            if (failure.error() != RbdError.EXISTS && failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            if (isThere(rbd, image, trashed.id())) {
                return Action.ALREADY_THERE;
            }
            throw failure.error() == RbdError.EXISTS
                    ? new RefusedException(
                            Reason.CONFLICT,
                            "an image %s is there: give another name to restore the one in the trash as"
                                    .formatted(image))
                    : new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), failure);
        }
    }

    private boolean isThere(RbdCommandBuilder rbd, ImageRef image, String id) {
        return store.find(rbd, image).map(ImageInfo::id).filter(id::equals).isPresent();
    }

    private Action requireThere(RbdCommandBuilder rbd, ImageRef image, RestoreRequest request) {
        boolean isThere = request.id() == null
                ? store.find(rbd, image).isPresent()
                : isThere(rbd, image, request.id().value());
        if (!isThere) {
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "restore %s: it is not in the trash, and not there either; what was purged is gone"
                            .formatted(image));
        }
        return Action.ALREADY_THERE;
    }

    private Restored answer(Action action, VolumePlan plan, RbdCommandBuilder rbd, ImageRef image) {
        ProvisionRequest volume = plan.request().over(image.name());
        VolumePlan over = new VolumePlan(volume, plan.storageClass(), plan.parameters(), plan.accessModes());
        Provisioned adopted = imageAdopter.adopt(over, rbd, VolumeIdentity.of(volume), image);
        return new Restored(action, image, adopted.persistentVolume(), adopted.warnings());
    }
}
