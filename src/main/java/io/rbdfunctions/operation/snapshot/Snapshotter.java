package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeEntry;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.Snapshotted.Action;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Takes snapshots in the layout of ceph-csi, or finishes what an earlier attempt has begun. */
@Singleton
public final class Snapshotter implements VolumeOperation<SnapshotRequest, Snapshotted> {
    private static final ImageNamePrefix PREFIX = new ImageNamePrefix("csi-snap-");

    private final SnapshotSessions sessions;
    private final SnapshotSources sources;
    private final SnapshotJournal journal;
    private final SnapshotRemoval removal;
    private final SnapshotTags tags;
    private final ImageLocks locks;
    private final ImageStore store;
    private final InstantSource clock;

    Snapshotter(
            SnapshotSessions sessions,
            SnapshotSources sources,
            SnapshotJournal journal,
            SnapshotRemoval removal,
            SnapshotTags tags,
            ImageLocks locks,
            ImageStore store,
            InstantSource clock) {
        this.sessions = sessions;
        this.sources = sources;
        this.journal = journal;
        this.removal = removal;
        this.tags = tags;
        this.locks = locks;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Snapshotted run(SnapshotRequest request) {
        PoolSession session = sessions.toCreate(request.classSource(), request.source());
        ImageRef image = newImage(session, request.classSource(), request.uuid());
        return request.dryRun()
                ? foresee(session, request, image)
                : locks.withLock(session.monitors(), image, () -> createOrTryAgain(session, request, image));
    }

    /** The image of a new snapshot. */
    public ImageRef newImage(PoolSession session, ClassSource source, VolumeUuid uuid) {
        return session.image(sessions.namePrefix(source).orElse(PREFIX).imageOf(uuid));
    }

    private Snapshotted foresee(PoolSession session, SnapshotRequest request, ImageRef image) {
        Optional<JournaledVolume> known = find(session, request);
        Optional<Snapshotted> there = known.flatMap(snapshot -> alreadyThere(session, request, snapshot));
        if (there.isPresent()) {
            return there.get();
        }
        SnapshotSources.Source source = sources.find(session, request.source());
        JournaledVolume foreseen = journal.foresee(session.rbd(), location(session), entry(request, image, source));
        requireSource(foreseen, source);
        return new Snapshotted(
                Action.WOULD_CREATE,
                DynamicVolumes.imageOf(foreseen),
                foreseen.handle(request.source().clusterId()),
                clock.instant(),
                Capacity.within(source.info().size()),
                false);
    }

    private Snapshotted createOrTryAgain(PoolSession session, SnapshotRequest request, ImageRef image) {
        try {
            return create(session, request, image);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                throw new TryAgainException(
                        Obstacle.BUSY, failure.getMessage() + "; it was deleted in the meantime", failure);
            }
            throw failure;
        }
    }

    private Snapshotted create(PoolSession session, SnapshotRequest request, ImageRef image) {
        Optional<JournaledVolume> known = find(session, request);
        Optional<Snapshotted> there = known.flatMap(snapshot -> alreadyThere(session, request, snapshot));
        if (there.isPresent()) {
            return there.get();
        }
        SnapshotSources.Source source = findOrCleanUp(session, request, known);
        known.ifPresentOrElse(snapshot -> requireSource(snapshot, source), () -> sources.requireRoom(session, source));
        JournaledVolume reserved = journal.reserve(session.rbd(), location(session), entry(request, image, source));
        requireSource(reserved, source);
        ImageInfo info = imageOf(session, reserved, source.image()).make(source.info());
        tags.write(session, DynamicVolumes.imageOf(reserved), request.owner());
        if (!journal.recordImageId(session.rbd(), reserved, new ImageId(info.id()))) {
            throw new TryAgainException(
                    Obstacle.BUSY, "the snapshot %s was deleted in the meantime".formatted(request.name()));
        }
        return answer(Action.CREATED, request, reserved, info);
    }

    /** If the volume is gone, nothing is left of an earlier attempt either: nobody would ask for its deletion. */
    private SnapshotSources.Source findOrCleanUp(
            PoolSession session, SnapshotRequest request, Optional<JournaledVolume> known) {
        try {
            return sources.find(session, request.source());
        } catch (RefusedException refused) {
            if (refused.refusal().reason() == Reason.NOT_FOUND) {
                known.ifPresent(snapshot -> removal.remove(session, snapshot));
            }
            throw refused;
        }
    }

    private Optional<JournaledVolume> find(PoolSession session, SnapshotRequest request) {
        return journal.find(session.rbd(), location(session), request.name());
    }

    /** A snapshot with a recorded image needs its volume no more. */
    private Optional<Snapshotted> alreadyThere(PoolSession session, SnapshotRequest request, JournaledVolume snapshot) {
        return Optional.ofNullable(snapshot.imageId())
                .flatMap(_ -> imageOf(session, snapshot, DynamicVolumes.imageOf(snapshot))
                        .complete())
                .map(info -> {
                    sources.requireSame(session, request.source(), snapshot);
                    return answer(Action.ALREADY_THERE, request, snapshot, info);
                });
    }

    private SnapshotImage imageOf(PoolSession session, JournaledVolume snapshot, ImageRef source) {
        return new SnapshotImage(session, store, source, DynamicVolumes.imageOf(snapshot));
    }

    private static VolumeEntry entry(SnapshotRequest request, ImageRef image, SnapshotSources.Source source) {
        SnapshotOwner owner = request.owner();
        return new VolumeEntry(
                request.name(),
                request.uuid(),
                image.name(),
                owner == null ? null : owner.namespace(),
                source.image().name());
    }

    private static void requireSource(JournaledVolume snapshot, SnapshotSources.Source source) {
        SnapshotSources.requireSame(snapshot, source.image().name());
    }

    private static JournalLocation location(PoolSession session) {
        return SnapshotSessions.journal(session);
    }

    private static Snapshotted answer(
            Action action, SnapshotRequest request, JournaledVolume snapshot, ImageInfo info) {
        return new Snapshotted(
                action,
                DynamicVolumes.imageOf(snapshot),
                snapshot.handle(request.source().clusterId()),
                info.creationTime().orElseThrow(),
                Capacity.within(info.size()),
                true);
    }
}
