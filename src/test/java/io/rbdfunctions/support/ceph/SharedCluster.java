package io.rbdfunctions.support.ceph;

import java.nio.file.Path;

/**
 * One cluster per JVM. A Quarkus test loads these classes once more in class loaders of its own, so where the cluster
 * is stands in a system property, which all of them see.
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
