package io.rbdfunctions.reconcile.snapshot;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.operation.snapshot.SnapshotAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a VolumeSnapshotContent's status, as csi-snapshotter makes them: values by JSON pointer, null to remove a field.
 * Pure functions.
 */
final class SnapshotStatus {
    private static final String STATUS = "/status";
    private static final String HANDLE = "snapshotHandle";
    private static final String READY = "readyToUse";
    private static final String CREATION_TIME = "creationTime";
    private static final String RESTORE_SIZE = "restoreSize";
    private static final String ERROR = "error";

    private SnapshotStatus() {}

    /** The snapshot was taken or found. Fields that are set stay, except {@code readyToUse} and the error. */
    static Map<String, @Nullable Object> found(
            SnapshotContentView content, String handle, SnapshotAnswer answer, boolean isReady) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(HANDLE, handle);
        fields.put(CREATION_TIME, answer.creationTime());
        if (answer.size().bytes() > 0) {
            fields.put(RESTORE_SIZE, answer.size().bytes());
        }
        fields.keySet().removeIf(content::hasStatus);
        if (content.isReady() != isReady || !content.hasStatus(READY)) {
            fields.put(READY, isReady);
        }
        if (isReady && content.hasError()) {
            fields.put(ERROR, null);
        }
        return patch(content, fields);
    }

    /** An attempt failed. Empty if the last one failed for the same reason. */
    static Map<String, @Nullable Object> failed(SnapshotContentView content, String message, Instant now) {
        if (content.error().filter(message::equals).isPresent()) {
            return Map.of();
        }
        String time = now.truncatedTo(SECONDS).toString();
        return patch(content, Map.of(READY, false, ERROR, Map.of("time", time, "message", message)));
    }

    /** The snapshot was deleted. */
    static Map<String, @Nullable Object> deleted(SnapshotContentView content) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        List.of(HANDLE, READY, CREATION_TIME, RESTORE_SIZE).forEach(field -> fields.put(field, null));
        fields.keySet().removeIf(field -> !content.hasStatus(field));
        return patch(content, fields);
    }

    private static Map<String, @Nullable Object> patch(
            SnapshotContentView content, Map<String, @Nullable Object> fields) {
        if (fields.isEmpty()) {
            return fields;
        }
        if (!content.hasStatus()) {
            return Map.of(STATUS, fields);
        }
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        fields.forEach((field, value) -> patch.put(STATUS + "/" + field, value));
        return patch;
    }
}
