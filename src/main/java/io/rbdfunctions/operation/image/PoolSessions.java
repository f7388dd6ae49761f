package io.rbdfunctions.operation.image;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens sessions with the cluster and the pool of a class. */
@Singleton
public record PoolSessions(StorageClassResolver resolver, Secrets secrets, ClientTimeouts timeouts, RbdEngine engine) {
    /** Reads the admin's Secret; does not connect. */
    public PoolSession open(ClusterParameters cluster) {
        CephCredentials credentials = secrets.credentials(cluster.adminSecret());
        var session = new Session(cluster.monitors(), user(cluster, credentials), credentials.key(), timeouts);
        return new PoolSession(cluster.poolSpec(), session, engine, journal(cluster));
    }

    private static @Nullable JournalLocation journal(ClusterParameters cluster) {
        return cluster.journalPool() == null
                ? null
                : new JournalLocation(cluster.pool(), cluster.journalPool(), cluster.namespace());
    }

    /** The user named by the class, otherwise by the Secret, otherwise admin (rule P15). */
    private static CephUser user(ClusterParameters cluster, CephCredentials credentials) {
        if (cluster.user() != null) {
            return cluster.user();
        }
        return credentials.user() == null ? CephUser.ADMIN : credentials.user();
    }

    /** Opens a session for existing images. It needs only the cluster parameters of the class to be valid. */
    public PoolSession find(ClassSource source) {
        return open(cluster(parameters(source), new Violations()));
    }

    /** As {@link #find}, and checks that the class allows the new size. */
    public PoolSession findToGrow(ClassSource source, Capacity size) {
        Map<String, String> parameters = parameters(source);
        Violations violations = new Violations();
        ParameterReader.readLimits(parameters, violations).checkGrowth(size, violations);
        return open(cluster(parameters, violations));
    }

    /** Rounds a size up as the class does. */
    public Capacity roundedUp(ClassSource source, Capacity size) {
        return resolver.resolve(source).roundUp().apply(size);
    }

    /** Where the images of the class are; does not connect. */
    PoolSpec pool(ClassSource source) {
        return cluster(parameters(source), new Violations()).poolSpec();
    }

    /** The pools of the class, each followed by its data pool if it has one; does not connect. */
    List<PoolName> pools(ClassSource source) {
        return PlacementParameters.inEachPool(parameters(source)).stream()
                .flatMap(PoolSessions::pools)
                .distinct()
                .toList();
    }

    private static Stream<PoolName> pools(Map<String, String> parameters) {
        Violations violations = new Violations();
        ClusterParameters cluster = cluster(parameters, violations);
        PoolName dataPool = ParameterReader.readDataPool(parameters, violations);
        violations.throwIfAny();
        return Stream.of(cluster.pool(), dataPool).filter(Objects::nonNull);
    }

    /**
     * How long the class keeps deleted images in the trash; empty if it does not.
     *
     * @throws InvalidRequestException if the value is invalid, because ignoring it would delete the image permanently
     */
    public Optional<TrashRetention> retention(ClassSource source) {
        Violations violations = new Violations();
        TrashRetention retention = ParameterReader.readRetention(parameters(source), violations);
        violations.throwIfAny();
        return Optional.ofNullable(retention);
    }

    private Map<String, String> parameters(ClassSource source) {
        return resolver.resolve(source).parameters();
    }

    private static ClusterParameters cluster(Map<String, String> parameters, Violations violations) {
        Map<String, String> expanded = SecretTemplates.expand(parameters, _ -> Optional.empty(), violations);
        return violations.orThrow(ParameterReader.readCluster(expanded, violations));
    }
}
