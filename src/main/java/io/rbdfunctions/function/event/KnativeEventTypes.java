package io.rbdfunctions.function.event;

import java.util.List;

/** The types of the events of Knative's sources. */
public final class KnativeEventTypes {
    /** The data is the whole object. */
    public static final String ADDED = "dev.knative.apiserver.resource.add";

    public static final String UPDATED = "dev.knative.apiserver.resource.update";
    public static final String DELETED = "dev.knative.apiserver.resource.delete";

    /** The data is a reference to the object. */
    public static final String NAME_ADDED = "dev.knative.apiserver.ref.add";

    public static final String NAME_UPDATED = "dev.knative.apiserver.ref.update";
    public static final String NAME_DELETED = "dev.knative.apiserver.ref.delete";

    /** Sent by a PingSource on its schedule. */
    public static final String PING = "dev.knative.sources.ping";

    public static final List<String> ALL =
            List.of(ADDED, UPDATED, DELETED, NAME_ADDED, NAME_UPDATED, NAME_DELETED, PING);

    private KnativeEventTypes() {}
}
