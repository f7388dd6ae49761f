package io.rbdfunctions.function.payload;

import java.util.Arrays;
import java.util.Optional;

/** The operations that callers can request: by path for plain HTTP, by type for CloudEvents, with the same payload. */
public enum Endpoint {
    PROVISION("provision", "provisioned"),
    EXPAND("expand", "expanded"),
    DELETE("delete", "deleted"),
    INFO("info", "reported"),
    LIST("list", "listed"),
    RESTORE("restore", "restored"),
    PURGE("purge", "purged"),
    CONVERT("convert", "converted"),
    REPAIR("repair", "repaired"),
    TAKEOVER("takeover", "checked"),
    SWEEP("sweep", "swept");

    /** The prefix of the types of all request and reply events. */
    public static final String TYPES = "io.rbdfunctions.volume.";

    /** The source of reply events. */
    public static final String SOURCE = "rbd-functions";

    /** The type of the reply to an event that was refused. */
    public static final String REFUSED = TYPES + "refused.v1";

    private final String verb;
    private final String participle;

    Endpoint(String verb, String participle) {
        this.verb = verb;
        this.participle = participle;
    }

    public static Optional<Endpoint> atPath(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst();
    }

    public static Optional<Endpoint> ofType(String type) {
        return Arrays.stream(values())
                .filter(endpoint -> type.equals(TYPES + endpoint.verb))
                .findFirst();
    }

    public String path() {
        return "/" + verb;
    }

    public String replyType() {
        return TYPES + participle + ".v1";
    }

    @Override
    public String toString() {
        return verb;
    }
}
