package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * The kinds of the snapshot API. They are custom resources, and read as generic objects: classes for them would be another
 * dependency, and their first use would take longer than the API server takes to answer.
 */
public final class SnapshotKinds {
    public static final String GROUP = "snapshot.storage.k8s.io";
    public static final String VERSION = "v1";
    public static final String API_VERSION = GROUP + "/" + VERSION;
    public static final String CONTENT = "VolumeSnapshotContent";

    public static final ResourceDefinitionContext CONTENTS = clusterScoped(CONTENT, "volumesnapshotcontents");
    public static final ResourceDefinitionContext CLASSES =
            clusterScoped("VolumeSnapshotClass", "volumesnapshotclasses");

    public static final ResourceDefinitionContext SNAPSHOTS = new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind("VolumeSnapshot")
            .withPlural("volumesnapshots")
            .withNamespaced(true)
            .build();

    private SnapshotKinds() {}

    private static ResourceDefinitionContext clusterScoped(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(false)
                .build();
    }
}
