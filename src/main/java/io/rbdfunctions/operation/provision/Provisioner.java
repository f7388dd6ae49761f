package io.rbdfunctions.operation.provision;

import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageTagger;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the image of a volume, or takes the one that an earlier attempt left. */
@Singleton
public final class Provisioner implements VolumeOperation<ProvisionRequest, Provisioned> {
    private final StorageClassResolver storageClassResolver;
    private final CephSessions cephSessions;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdEngine images;
    private final PersistentVolumeFactory persistentVolumeFactory;
    private final ImageTagger imageTagger;
    private final ImageAdopter imageAdopter;
    private final SingleFlight<ProvisionRequest, Provisioned> running = new SingleFlight<>();

    public Provisioner(
            StorageClassResolver storageClassResolver,
            CephSessions cephSessions,
            ImageLocks locks,
            ImageStore store,
            RbdEngine images,
            PersistentVolumeFactory persistentVolumeFactory,
            ImageTagger imageTagger,
            ImageAdopter imageAdopter) {
        this.storageClassResolver = storageClassResolver;
        this.cephSessions = cephSessions;
        this.locks = locks;
        this.store = store;
        this.images = images;
        this.persistentVolumeFactory = persistentVolumeFactory;
        this.imageTagger = imageTagger;
        this.imageAdopter = imageAdopter;
    }

    @Override
    public Class<ProvisionRequest> requestType() {
        return ProvisionRequest.class;
    }

    /** Equal requests that arrive together share one run; requests that name nothing ask for a volume each. */
    @Override
    public Provisioned run(ProvisionRequest request) {
        return request.namesNothing() ? provision(request) : running.share(request, () -> provision(request));
    }

    private Provisioned provision(ProvisionRequest request) {
        VolumePlan plan = ClaimRules.check(request, storageClassResolver.resolve(request.classSource()));
        RbdCommandBuilder rbd = cephSessions.open(plan.parameters().cluster());
        PoolSession session = new PoolSession(plan.parameters().cluster().pool(), rbd);
        VolumeIdentity identity = VolumeIdentity.of(request);
        ImageRef image = session.image(identity.image());
        if (request.existingImage() != null) {
            return locks.exclusively(session.monitors(), image, () -> imageAdopter.adopt(plan, rbd, identity, image));
        }
        if (request.dryRun()) {
            return foresee(plan, rbd, identity, image);
        }
        return locks.exclusively(session.monitors(), image, () -> makeOrTryAgain(plan, rbd, identity, image));
    }

    private Provisioned foresee(VolumePlan plan, RbdCommandBuilder rbd, VolumeIdentity identity, ImageRef image) {
        Optional<ImageInfo> there = store.find(rbd, image);
        there.ifPresent(info -> requireFits(plan, image, info));
        Action action = there.isPresent() ? Action.ALREADY_THERE : Action.WOULD_CREATE;
        return answer(action, plan, rbd, identity, image, sizeOf(plan, there));
    }

    private Provisioned makeOrTryAgain(
            VolumePlan plan, RbdCommandBuilder rbd, VolumeIdentity identity, ImageRef image) {
        try {
            return make(plan, rbd, identity, image);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                throw new TryAgainException(
                        Obstacle.BUSY,
                        "%s; it went away while it was worked on".formatted(failure.getMessage()),
                        failure);
            }
            throw failure;
        }
    }

    private Provisioned make(VolumePlan plan, RbdCommandBuilder rbd, VolumeIdentity identity, ImageRef image) {
        Capacity size = plan.request().size();
        Optional<ImageInfo> there =
                store.createIfMissing(rbd, image, size, plan.parameters().layout());
        if (there.isPresent()) {
            requireFits(plan, image, there.get());
            if (there.get().size() < size.roundedUp().bytes()) {
                images.run(rbd.resize(image, size));
            }
        }
        tag(rbd, image, ImageTags.of(identity.volume(), plan.request().claim()), there.isPresent());
        Action action = there.isPresent() ? Action.ALREADY_THERE : Action.CREATED;
        return answer(action, plan, rbd, identity, image, sizeOf(plan, there));
    }

    /** An image that lacks a feature which the class asks for is not the one that this class would have made. */
    private static void requireFits(VolumePlan plan, ImageRef image, ImageInfo info) {
        List<String> missing = plan.parameters().layout().features().list().stream()
                .map(ImageFeature::toString)
                .filter(feature -> !info.features().contains(feature))
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s is there already, without the features %s that the class asks for; delete it or enable them"
                            .formatted(image, missing));
        }
    }

    /** What the volume will hold: what was asked, or all of a larger image. */
    private static Capacity sizeOf(VolumePlan plan, Optional<ImageInfo> there) {
        Capacity asked = plan.request().size().roundedUp();
        return there.map(ImageInfo::size)
                .filter(size -> size > asked.bytes())
                .map(Capacity::within)
                .orElse(asked);
    }

    private void tag(RbdCommandBuilder rbd, ImageRef image, Map<MetadataKey, MetadataValue> tags, boolean mayBeTagged) {
        Map<String, String> present = mayBeTagged && !tags.isEmpty() ? images.run(rbd.listMetadata(image)) : Map.of();
        imageTagger.tag(rbd, image, tags, present);
    }

    private Provisioned answer(
            Action action,
            VolumePlan plan,
            RbdCommandBuilder rbd,
            VolumeIdentity identity,
            ImageRef image,
            Capacity size) {
        ObjectName name = identity.volume();
        return new Provisioned(
                action,
                image,
                persistentVolumeFactory.of(
                        plan, name, image, size, rbd.session().access().user()));
    }
}
