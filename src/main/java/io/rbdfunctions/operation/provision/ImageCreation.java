package io.rbdfunctions.operation.provision;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.clone.VolumeCloner;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the image of a volume, empty or as a copy of a source, or uses the one that an earlier attempt created. */
@Singleton
record ImageCreation(ImageStore store, VolumeCloner cloner, InterruptedRollback interruptedRollback) {
    /**
     * The image of a volume.
     *
     * @param isNew whether it was created just now
     * @param info what is known of it before it was grown; empty if it is new and empty
     */
    record CreatedImage(boolean isNew, Optional<ImageInfo> info) {}

    /** @param volume null if the journal does not have the volume */
    CreatedImage create(VolumePlan plan, PoolSession session, ImageRef image, @Nullable JournaledVolume volume) {
        if (volume != null) {
            interruptedRollback.requireNone(session, volume);
        }
        DataSource source = plan.request().source();
        CreatedImage created =
                source == null ? createEmpty(plan, session, image) : copy(plan, session, source, image, volume);
        created.info().ifPresent(info -> {
            LayoutCheck.require(layout(plan), image, info);
            if (info.size() < plan.size().bytes()) {
                session.run(new Resize(image, plan.size()));
            }
        });
        return created;
    }

    private CreatedImage createEmpty(VolumePlan plan, PoolSession session, ImageRef image) {
        Optional<ImageInfo> existing = store.createIfMissing(
                session.rbd(), image, plan.size(), plan.parameters().layout());
        return new CreatedImage(existing.isEmpty(), existing);
    }

    /** An image whose id is recorded is complete, and may have lost its parent since. */
    private CreatedImage copy(
            VolumePlan plan, PoolSession session, DataSource source, ImageRef image, @Nullable JournaledVolume volume) {
        Optional<ImageInfo> recorded = volume == null || volume.imageId() == null
                ? Optional.empty()
                : store.find(session.rbd(), image).map(info -> requireRecorded(info, volume, image));
        return recorded.isPresent()
                ? new CreatedImage(false, recorded)
                : new CreatedImage(true, Optional.of(cloner.make(session, source, image, layout(plan), plan.size())));
    }

    /** Another image than the recorded one may have been put in its place, and must not be taken for an interrupted clone. */
    private static ImageInfo requireRecorded(ImageInfo info, JournaledVolume volume, ImageRef image) {
        if (volume.imageId() != null && !info.id().equals(volume.imageId().value())) {
            throw new TryAgainException(
                    Obstacle.BUSY,
                    "rbd image %s has the id %s, and the journal has %s: a rollback is running, or was interrupted and has to be repeated"
                            .formatted(image, info.id(), volume.imageId()));
        }
        return info;
    }

    /**
     * What is known of the image, without changing anything.
     *
     * @throws RefusedException if the image could not be created
     */
    Optional<ImageInfo> foresee(VolumePlan plan, PoolSession session, ImageRef image) {
        Optional<ImageInfo> existing = store.find(session.rbd(), image);
        existing.ifPresent(info -> LayoutCheck.require(layout(plan), image, info));
        DataSource source = plan.request().source();
        if (existing.isEmpty() && source != null) {
            cloner.check(session, source, plan.size());
        }
        return existing;
    }

    private static ImageLayout layout(VolumePlan plan) {
        ImageLayout layout = plan.parameters().layout();
        return plan.request().source() == null ? layout : VolumeCloner.withLayering(layout);
    }
}
