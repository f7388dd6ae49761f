package io.rbdfunctions.operation.repair;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.DescribedVolume;
import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.repair.JournalInspection.Found;
import io.rbdfunctions.operation.repair.Repaired.Action;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Completes the journal of a dynamic volume from its PersistentVolume and its image. Values that contradict these are kept, and the
 * refusal says what is where.
 */
@Singleton
public record Repairer(
        PersistentVolumes persistentVolumes,
        PoolSessions sessions,
        JournalInspection inspection,
        ImageLocks locks,
        ImageStore store)
        implements VolumeOperation<RepairRequest, Repaired> {
    @Override
    public Repaired run(RepairRequest request) {
        PersistentVolume manifest = request.source().read(persistentVolumes);
        DescribedVolume volume = VolumeDescription.of(manifest);
        return request.classSource() == null
                ? inspection.run(manifest, session -> repair(session, volume, request.dryRun()))
                : byClass(request.classSource(), volume, request.dryRun());
    }

    /** The policy has checked the pool of the class, and the handle of a given volume can name any. */
    private Repaired byClass(ClassSource classSource, DescribedVolume volume, boolean isDryRun) {
        PoolSession session = sessions.find(classSource);
        PoolName pool = inspection.locate(session, volume).imagePool();
        PoolName ofClass = Objects.requireNonNull(session.journal()).imagePool();
        if (!pool.equals(ofClass)) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "the handle of the volume %s names the pool %s by its id, and the class has the pool %s"
                            .formatted(volume.name(), pool, ofClass));
        }
        return repair(session, volume, isDryRun);
    }

    private Repaired repair(PoolSession session, DescribedVolume volume, boolean isDryRun) {
        JournalLocation location = inspection.locate(session, volume);
        Found found = inspection.inspect(session, location, volume);
        if (found.isComplete()) {
            return answer(Action.COMPLETE, volume, found);
        }
        if (found.isNameMissing()) {
            requireNoGroup(session, found.volume());
        }
        if (isDryRun) {
            return answer(Action.WOULD_REPAIR, volume, found);
        }
        ImageRef image = DynamicVolumes.imageOf(found.volume());
        Found repaired = locks.withLock(session.monitors(), image, () -> inspection.repair(session, location, volume));
        return answer(repaired.isComplete() ? Action.COMPLETE : Action.REPAIRED, volume, repaired);
    }

    /** ceph-csi keeps the handle of the group in the journal of each member. */
    private void requireNoGroup(PoolSession session, JournaledVolume volume) {
        ImageRef image = DynamicVolumes.imageOf(volume);
        store.find(session.rbd(), image)
                .filter(info -> info.group() != null && !volume.isGrouped())
                .ifPresent(info -> {
                    throw new RefusedException(
                            Reason.CONFLICT,
                            "rbd image %s belongs to the group %s, whose handle the journal lacks and nothing else tells: restore the journal from a backup"
                                    .formatted(image, info.group()));
                });
    }

    private static Repaired answer(Action action, DescribedVolume volume, Found found) {
        return new Repaired(action, volume.name(), DynamicVolumes.imageOf(found.volume()), found.missing());
    }
}
