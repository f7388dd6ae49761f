package io.rbdfunctions.sweep.cluster;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the pools of each cluster. */
public final class SearchedClusters {
    private final Map<String, SearchedCluster> clusters = new TreeMap<>();

    /** Counts a pool that is searched. */
    public void add(String cluster) {
        merge(new SearchedCluster(cluster, 1, 0));
    }

    /** Counts a pool, which is counted as searched already, as one that could not be read. */
    public void addUnreachable(String cluster) {
        merge(new SearchedCluster(cluster, 0, 1));
    }

    private void merge(SearchedCluster more) {
        clusters.merge(more.cluster(), more, SearchedCluster::plus);
    }

    /** All clusters, by their names. */
    public List<SearchedCluster> list() {
        return List.copyOf(clusters.values());
    }
}
