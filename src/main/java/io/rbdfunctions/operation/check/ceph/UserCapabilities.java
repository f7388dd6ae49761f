package io.rbdfunctions.operation.check.ceph;

import io.rbdfunctions.rbd.CephCapabilities;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The capabilities that the user of a class needs, as docs/ceph.md has them. */
final class UserCapabilities {
    private UserCapabilities() {}

    /** Where the class has its images, their data and their journal, each pool once. */
    static List<PoolSpec> places(List<ClassParameters> inEachPool) {
        return inEachPool.stream()
                .flatMap(parameters -> places(parameters).stream())
                .distinct()
                .toList();
    }

    /** Where the images of one pool, their data and their journal are: the pool of the images first. */
    static List<PoolSpec> places(ClassParameters parameters) {
        ClusterParameters cluster = parameters.cluster();
        Stream<PoolName> pools = Stream.of(cluster.pool(), parameters.layout().dataPool(), cluster.journalPool());
        return pools.filter(Objects::nonNull)
                .distinct()
                .map(pool -> new PoolSpec(pool, cluster.namespace()))
                .toList();
    }

    /** Such as {@code osd 'profile rbd pool=kube'}. */
    static String ofOsds(List<ClassParameters> inEachPool) {
        return CephCapabilities.ofOsds(places(inEachPool));
    }

    /** All of them, for {@code ceph auth caps}. */
    static String all(List<ClassParameters> inEachPool) {
        return String.join(
                " ", CephCapabilities.MONITORS, ofOsds(inEachPool), CephCapabilities.ofManager(places(inEachPool)));
    }

    /** The command that gives them to a user, in place of those that it has. */
    static String remedy(Object user, List<ClassParameters> inEachPool) {
        return "replace the capabilities of the user: ceph auth caps client.%s %s".formatted(user, all(inEachPool));
    }
}
