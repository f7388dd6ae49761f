package io.rbdfunctions.sweep.cluster;

/**
 * A cluster that was searched for orphans.
 *
 * @param cluster its ID in the classes, or its monitors
 * @param pools how many pools and namespaces of it there are
 * @param unreachable how many of them could not be read
 */
public record SearchedCluster(String cluster, int pools, int unreachable) {
    SearchedCluster plus(SearchedCluster more) {
        return new SearchedCluster(cluster, pools + more.pools, unreachable + more.unreachable);
    }
}
