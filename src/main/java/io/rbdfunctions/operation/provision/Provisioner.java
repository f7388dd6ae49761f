package io.rbdfunctions.operation.provision;

import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.journal.JournalException;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.operation.attributes.AttributesClasses;
import io.rbdfunctions.operation.attributes.ImageAttributes;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageTagConfig;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.provision.ImageCreation.CreatedImage;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the image of a volume, or uses the one that an earlier attempt created, and builds the PersistentVolume. */
@Singleton
public final class Provisioner implements VolumeOperation<ProvisionRequest, Provisioned> {
    private final VolumePlanner planner;
    private final AttributesClasses attributesClasses;
    private final PoolSessions sessions;
    private final DynamicVolumes dynamicVolumes;
    private final ImageLocks locks;
    private final ImageCreation creation;
    private final String provisionerName;
    private final @Nullable String clusterName;
    private final ImageAdopter adopter;
    private final SingleFlight<ProvisionRequest, Provisioned> running = new SingleFlight<>();

    public Provisioner(
            VolumePlanner planner,
            AttributesClasses attributesClasses,
            PoolSessions sessions,
            DynamicVolumes dynamicVolumes,
            ImageLocks locks,
            ImageCreation creation,
            ProvisionerConfig config,
            ImageTagConfig tagConfig,
            ImageAdopter adopter) {
        this.planner = planner;
        this.attributesClasses = attributesClasses;
        this.sessions = sessions;
        this.dynamicVolumes = dynamicVolumes;
        this.locks = locks;
        this.creation = creation;
        this.provisionerName = config.provisioner();
        this.clusterName = tagConfig.clusterName().orElse(null);
        this.adopter = adopter;
    }

    /** Concurrent equal requests share one run, except anonymous ones, which are for one volume each. */
    @Override
    public Provisioned run(ProvisionRequest request) {
        return request.isAnonymous() ? provision(request) : running.share(request, () -> provision(request));
    }

    private Provisioned provision(ProvisionRequest request) {
        try {
            return provision(request, planner.plan(request));
        } catch (JournalException failure) {
            if (!failure.isInOtherPool()) {
                throw failure;
            }
            // Another replica has placed the volume in another pool of the class. The planner finds it there now.
            return provision(request, planner.plan(request));
        }
    }

    private Provisioned provision(ProvisionRequest request, VolumePlan plan) {
        Optional<VolumeAttributes> attributes =
                Optional.ofNullable(request.terms().attributesClass()).map(attributesClasses::resolve);
        PoolSession session = sessions.open(plan.parameters().cluster());
        if (request.dryRun() && request.existingImage() == null) {
            return foresee(plan, session);
        }
        ImageRef image = session.image(plan.identity().image());
        return locks.withLock(
                session.monitors(),
                image,
                () -> request.existingImage() == null
                        ? createOrTryAgain(plan, attributes, session)
                        : adopter.adopt(plan, session));
    }

    private Provisioned foresee(VolumePlan plan, PoolSession session) {
        Optional<JournaledVolume> journaled = plan.journalEntry().map(entry -> dynamicVolumes.foresee(session, entry));
        ImageRef image = image(plan, session, journaled);
        Optional<ImageInfo> existing = creation.foresee(plan, session, image);
        Action action = existing.map(info -> isTooSmall(info, plan) ? Action.WOULD_GROW : Action.ALREADY_THERE)
                .orElse(Action.WOULD_CREATE);
        return answer(action, plan, session, existing, journaled);
    }

    private Provisioned createOrTryAgain(VolumePlan plan, Optional<VolumeAttributes> attributes, PoolSession session) {
        try {
            return create(plan, attributes, session);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                throw new TryAgainException(
                        Obstacle.BUSY,
                        "%s; the image was deleted in the meantime".formatted(failure.getMessage()),
                        failure);
            }
            throw failure;
        }
    }

    private Provisioned create(VolumePlan plan, Optional<VolumeAttributes> attributes, PoolSession session) {
        Optional<JournaledVolume> journaled = plan.journalEntry().map(entry -> dynamicVolumes.reserve(session, entry));
        ImageRef image = image(plan, session, journaled);
        CreatedImage created = creation.create(plan, session, image, journaled.orElse(null));
        Optional<ImageInfo> existing = created.info();
        journaled.ifPresent(volume -> dynamicVolumes.recordImageId(session, volume, existing.orElse(null)));
        Map<String, String> tags = new HashMap<>(plan.tags(clusterName));
        attributes.ifPresent(set -> tags.putAll(set.metadata()));
        Map<String, String> written =
                existing.isPresent() && !tags.isEmpty() ? session.run(new MetadataCommand.ListAll(image)) : Map.of();
        ImageTags.write(session, image, tags, written);
        if (plan.request().source() != null) {
            ImageTags.removeOthers(session, image, tags, written);
        }
        attributes.ifPresent(set -> ImageAttributes.removeSurplus(session, image, set, written));
        return answer(action(created, plan), plan, session, existing, journaled);
    }

    private static ImageRef image(VolumePlan plan, PoolSession session, Optional<JournaledVolume> journaled) {
        return journaled
                .map(DynamicVolumes::imageOf)
                .orElseGet(() -> session.image(plan.identity().image()));
    }

    private static Action action(CreatedImage created, VolumePlan plan) {
        if (created.isNew()) {
            return Action.CREATED;
        }
        return created.info().filter(info -> isTooSmall(info, plan)).isPresent() ? Action.GROWN : Action.ALREADY_THERE;
    }

    private static boolean isTooSmall(ImageInfo existing, VolumePlan plan) {
        return existing.size() < plan.size().bytes();
    }

    private Provisioned answer(
            Action action,
            VolumePlan plan,
            PoolSession session,
            Optional<ImageInfo> existing,
            Optional<JournaledVolume> journaled) {
        ImageRef image = image(plan, session, journaled);
        Capacity size = existing.map(ImageInfo::size)
                .filter(bytes -> bytes > plan.size().bytes())
                .map(Capacity::within)
                .orElse(plan.size());
        return new Provisioned(
                action,
                image,
                size,
                plan.manifest(image, size, session.user(), provisionerName, journaled.orElse(null)),
                List.of());
    }
}
