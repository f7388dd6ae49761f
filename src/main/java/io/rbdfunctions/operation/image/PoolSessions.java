package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.GrowthLimits;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where an existing image is, from as much of its class as that needs (section 1.4). */
@Singleton
public final class PoolSessions {
    private final StorageClassResolver storageClassResolver;
    private final CephSessions cephSessions;

    public PoolSessions(StorageClassResolver storageClassResolver, CephSessions cephSessions) {
        this.storageClassResolver = storageClassResolver;
        this.cephSessions = cephSessions;
    }

    public PoolSession find(ClassSource where) {
        return open(storageClassResolver.resolve(where).parameters(), new Violations());
    }

    /** The same for an image that is to have the size, which its class must allow. */
    public PoolSession findToGrow(ClassSource where, Capacity size) {
        Map<String, String> parameters = storageClassResolver.resolve(where).parameters();
        Violations violations = new Violations();
        GrowthLimits.check(parameters, size, violations);
        return open(parameters, violations);
    }

    /** The pool that the class names, and the one for data where it names one; no cluster is asked. */
    List<PoolName> pools(ClassSource where) {
        Map<String, String> parameters = storageClassResolver.resolve(where).parameters();
        Violations violations = new Violations();
        ClusterParameters cluster = ParameterReader.readCluster(parameters, violations);
        if (cluster == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        PoolName data = ParameterReader.readDataPool(parameters, violations);
        violations.throwIfAny();
        return Stream.of(cluster.pool(), data).filter(Objects::nonNull).toList();
    }

    private PoolSession open(Map<String, String> parameters, Violations violations) {
        ClusterParameters cluster = ParameterReader.readCluster(parameters, violations);
        if (cluster == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return new PoolSession(cluster.pool(), cephSessions.open(cluster));
    }

    /** How long a deleted image is kept; one that is wrong is refused rather than passed over, for the image's sake. */
    public Optional<TrashRetention> retention(ClassSource where) {
        Violations violations = new Violations();
        TrashRetention retention = ParameterReader.readRetention(
                storageClassResolver.resolve(where).parameters(), violations);
        violations.throwIfAny();
        return Optional.ofNullable(retention);
    }
}
