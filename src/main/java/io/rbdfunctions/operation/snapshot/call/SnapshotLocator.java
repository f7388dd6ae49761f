package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.parameters.ParameterMap;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the snapshots and the volumes that calls name in the journals of ceph-csi. */
@Singleton
public record SnapshotLocator(PoolSessions sessions, DynamicVolumes volumes, SnapshotJournal journal) {
    /**
     * The pool of a class.
     *
     * @throws RefusedException if the class has no dynamic volumes
     */
    public CsiPool open(ClassSource source) {
        PoolSession session = sessions.find(source);
        JournalLocation location = session.journal();
        Optional<String> cluster =
                ParameterMap.get(sessions.resolver().resolve(source).parameters(), "clusterID");
        if (location == null || cluster.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "only volumes of a class with clusterID have snapshots and clones: name such a class; other volumes are converted first (convert with \"dynamic\": true)");
        }
        return new CsiPool(session, new ClusterId(cluster.get()), location);
    }

    /**
     * The volume of an image.
     *
     * @throws RefusedException if the image does not exist, or is not that of a dynamic volume
     */
    public JournaledImage volume(ImageTarget target) {
        CsiPool pool = open(target.classSource());
        LocatedImage located = volumes.locate(pool.session(), target);
        JournaledVolume volume = located.volume();
        if (volume == null) {
            throw notDynamic(pool, located);
        }
        return new JournaledImage(pool, volume);
    }

    private static RefusedException notDynamic(CsiPool pool, LocatedImage located) {
        boolean exists = RbdException.emptyIfNotFound(() -> pool.session().run(new Info(located.image())))
                .isPresent();
        return exists
                ? new RefusedException(
                        Reason.CONFLICT,
                        "rbd image %s is not that of a dynamic volume, and only these have snapshots and clones: convert its volume first (convert with \"dynamic\": true)"
                                .formatted(located.image()))
                : new RefusedException(Reason.NOT_FOUND, "rbd image %s does not exist".formatted(located.image()));
    }

    /**
     * Finds an existing snapshot.
     *
     * @throws RefusedException if the journal does not have it, or if it is one of another cluster or of another volume than the
     *     request says
     */
    public JournaledImage require(SnapshotTarget target) {
        return find(target)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "%s not found: the journal of its pool does not have it; see list with \"snapshots\": true"
                                .formatted(target)));
    }

    /**
     * Finds a snapshot; empty if the journal does not have it.
     *
     * @throws RefusedException if it is one of another cluster or of another volume than the request says
     */
    public Optional<JournaledImage> find(SnapshotTarget target) {
        CsiPool pool = open(target.classSource());
        Optional<JournaledVolume> found =
                target.handle() == null ? byName(pool, target) : byHandle(pool, target.handle());
        return found.map(snapshot -> {
            requireVolume(pool, target, snapshot);
            return new JournaledImage(pool, snapshot);
        });
    }

    private Optional<JournaledVolume> byName(CsiPool pool, SnapshotTarget target) {
        return Optional.ofNullable(target.name())
                .flatMap(name -> journal.find(pool.session().rbd(), pool.journal(), name.inJournal()));
    }

    private Optional<JournaledVolume> byHandle(CsiPool pool, VolumeHandle handle) {
        if (!handle.clusterId().equals(pool.cluster())) {
            throw new RefusedException(
                    Reason.INVALID,
                    "snapshot %s is one of the cluster %s, and the class one of %s: name a class of that cluster"
                            .formatted(handle, handle.clusterId(), pool.cluster()));
        }
        return volumes.journal()
                .locate(pool.session().rbd(), pool.journal(), handle)
                .flatMap(location -> journal.read(pool.session().rbd(), location, handle.uuid()));
    }

    private void requireVolume(CsiPool pool, SnapshotTarget target, JournaledVolume snapshot) {
        if (target.volume() == null) {
            return;
        }
        ImageName wanted = imageOf(pool, target.volume());
        if (!wanted.equals(snapshot.source())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "%s is one of image %s, not of %s: name that volume, or the handle %s"
                            .formatted(target, snapshot.source(), wanted, snapshot.handle(pool.cluster())));
        }
    }

    /** The name of a volume's image, which may be gone: snapshots outlive their volumes. */
    ImageName imageOf(CsiPool pool, ImageTarget volume) {
        return volumes.locate(pool.session(), volume).image().name();
    }
}
