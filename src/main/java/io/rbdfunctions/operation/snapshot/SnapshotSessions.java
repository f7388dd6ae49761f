package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolNameOf;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens sessions with the cluster of a VolumeSnapshotClass, which names less than a StorageClass. */
@Singleton
record SnapshotSessions(PoolSessions sessions, RadosObjects objects) {
    private static final String CLUSTER = "clusterID";
    private static final String POOL = "pool";
    private static final String PREFIX = "snapshotNamePrefix";
    private static final String SECRET = "csi.storage.k8s.io/snapshotter-secret-";
    /** In place of a pool that the class does not name, until it is found by its id. */
    private static final PoolName UNKNOWN = new PoolName("unknown");

    /** For a new snapshot: in the pool of the class, or else in that of the volume. */
    PoolSession toCreate(ClassSource source, VolumeHandle volume) {
        return hasPool(source) ? open(source, volume) : existing(source, volume);
    }

    /**
     * For the pool of a handle.
     *
     * @throws RefusedException if the cluster does not have the pool, or if the class is one of another cluster
     */
    PoolSession existing(ClassSource source, VolumeHandle handle) {
        return find(source, handle)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "the cluster %s has no pool with the id %s of %s"
                                .formatted(handle.clusterId(), handle.poolId(), handle)));
    }

    /** As {@link #existing}; empty if the cluster does not have the pool. */
    Optional<PoolSession> find(ClassSource source, VolumeHandle handle) {
        PoolSession session = open(source, handle);
        return objects.run(session.rbd(), new PoolNameOf(handle.poolId())).map(pool -> in(session, pool));
    }

    /**
     * What the class sets for the names of images.
     *
     * @throws InvalidRequestException if it is invalid
     */
    Optional<ImageNamePrefix> namePrefix(ClassSource source) {
        Map<String, String> parameters = source instanceof ClassSource.Given given
                ? given.parameters()
                : sessions.resolver().resolve(source).parameters();
        Violations violations = new Violations();
        Optional<ImageNamePrefix> prefix = ParameterMap.get(parameters, PREFIX)
                .map(text -> violations.read("parameters." + PREFIX, text, ImageNamePrefix::new));
        violations.throwIfAny();
        return prefix;
    }

    /** What the journal of the session's pool is. */
    static JournalLocation journal(PoolSession session) {
        return Objects.requireNonNull(session.journal());
    }

    private static PoolSession in(PoolSession session, PoolName pool) {
        JournalLocation journal = journal(session);
        boolean isOnePool = journal.journalPool().equals(journal.imagePool());
        return new PoolSession(
                new PoolSpec(pool, journal.namespace()),
                session.rbd(),
                session.engine(),
                new JournalLocation(pool, isOnePool ? pool : journal.journalPool(), journal.namespace()));
    }

    private static boolean hasPool(ClassSource source) {
        return !(source instanceof ClassSource.Given given)
                || ParameterMap.get(given.parameters(), POOL).isPresent();
    }

    private PoolSession open(ClassSource source, VolumeHandle handle) {
        PoolSession session = sessions.find(
                source instanceof ClassSource.Given given
                        ? new ClassSource.Given(completed(given.parameters(), handle))
                        : source);
        if (session.journal() == null) {
            throw new RefusedException(Reason.INVALID, "the class has no clusterID, so it has no snapshots");
        }
        return session;
    }

    private static Map<String, String> completed(Map<String, String> parameters, VolumeHandle handle) {
        String cluster =
                ParameterMap.get(parameters, CLUSTER).orElse(handle.clusterId().value());
        if (!cluster.equals(handle.clusterId().value())) {
            throw new RefusedException(
                    Reason.INVALID, "the class has the clusterID %s, and the handle is %s".formatted(cluster, handle));
        }
        Map<String, String> completed = new HashMap<>(ParameterMap.with(parameters, CLUSTER, cluster));
        if (ParameterMap.get(parameters, POOL).isEmpty()) {
            completed.put(POOL, UNKNOWN.value());
        }
        for (String part : List.of("Name", "Namespace")) {
            String secret = completed.get(SECRET + part.toLowerCase(Locale.ROOT));
            if (secret != null
                    && ParameterMap.get(completed, "adminSecret" + part).isEmpty()) {
                completed.put("adminSecret" + part, secret);
            }
        }
        return completed;
    }
}
