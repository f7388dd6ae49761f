package io.rbdfunctions.function;

import java.util.Arrays;
import java.util.List;

/** The types of the events by which Knative's sources tell what goes on in the cluster. */
final class ClusterEvent {
    /** An object, whole. */
    static final String ADDED = "dev.knative.apiserver.resource.add";

    static final String UPDATED = "dev.knative.apiserver.resource.update";
    static final String DELETED = "dev.knative.apiserver.resource.delete";

    /** The name of an object only. */
    static final String NAME_ADDED = "dev.knative.apiserver.ref.add";

    static final String NAME_UPDATED = "dev.knative.apiserver.ref.update";
    static final String NAME_DELETED = "dev.knative.apiserver.ref.delete";

    /** It is time. */
    static final String PING = "dev.knative.sources.ping";

    private static final String[] TYPES = {ADDED, UPDATED, DELETED, NAME_ADDED, NAME_UPDATED, NAME_DELETED, PING};

    private ClusterEvent() {}

    static boolean isKnown(String type) {
        return Arrays.asList(TYPES).contains(type);
    }

    static List<String> types() {
        return List.of(TYPES);
    }
}
