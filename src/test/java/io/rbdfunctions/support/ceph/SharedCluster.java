package io.rbdfunctions.support.ceph;

import java.nio.file.Path;

/**
 * One cluster per JVM. Quarkus loads the classes of a test again in other class loaders, so a system property holds the
 * directory of the cluster.
 */
final class SharedCluster {
    private static final String PROPERTY = "test.ceph.directory";

    private SharedCluster() {}

    static CephCluster get() {
        return Holder.CLUSTER;
    }

    private static CephCluster startOrJoin() {
        var directory = System.getProperties().computeIfAbsent(PROPERTY, _ -> start());
        return CephCluster.at(Path.of((String) directory));
    }

    private static String start() {
        var cluster = CephCluster.fresh();
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop the shared Ceph"));
        return cluster.directory().toString();
    }

    private static final class Holder {
        static final CephCluster CLUSTER = startOrJoin();
    }
}
