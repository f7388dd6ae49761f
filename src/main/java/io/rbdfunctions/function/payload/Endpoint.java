package io.rbdfunctions.function.payload;

import java.util.Arrays;
import java.util.Optional;

/**
 * The operations that callers can request: by path for plain HTTP, by type for CloudEvents, with the same payload. The OpenAPI
 * description contains the comments of the constants.
 */
public enum Endpoint {
    /** Creates an image, or adopts an existing one, and returns a PersistentVolume for it. */
    PROVISION("provision", "provisioned"),
    /** Grows an image. */
    EXPAND("expand", "expanded"),
    /** Deletes an image or a snapshot, or moves an image to the trash. */
    DELETE("delete", "deleted"),
    /** Returns the properties of an image or a snapshot. */
    INFO("info", "reported"),
    /** Lists the images of a pool, its trash or its snapshots. */
    LIST("list", "listed"),
    /** Moves an image from the trash back into its pool, or restores a snapshot into a new volume. */
    RESTORE("restore", "restored"),
    /** Deletes an image that is in the trash. */
    PURGE("purge", "purged"),
    /** Takes a snapshot of a dynamic volume. */
    SNAPSHOT("snapshot", "snapshotted"),
    /** Creates a volume that begins as a copy of another volume or of a snapshot. */
    CLONE("clone", "cloned"),
    /** Gives a dynamic volume the data that it had before. */
    ROLLBACK("rollback", "rolledback"),
    /** Plans how a volume becomes a CSI volume, and prepares its image. */
    CONVERT("convert", "converted"),
    /** Completes the journal of a dynamic CSI volume. */
    REPAIR("repair", "repaired"),
    /** Checks whether claims of a class will get volumes, step by step, and says what to do. */
    CHECK("check", "class-checked"),
    /** Checks which volumes and classes of ceph-csi could be served in its place. */
    TAKEOVER("takeover", "checked"),
    /** Does the work that events missed. */
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
