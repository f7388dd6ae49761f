package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest.RequestId;
import io.rbdfunctions.operation.rollback.RollbackSource;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.Violations;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a rollback. Returns null, and adds violations, if they are missing or invalid. */
record RollbackFields(JsonFields fields, SharedFields shared, Violations violations) {
    private static final String VOLUME_SNAPSHOT = "volumeSnapshot";
    private static final String TRASH_ID = "trashId";
    private static final String MISSING = "is missing";

    @Nullable RollbackRequest read() {
        ImageTarget target = shared.target();
        RollbackSource source = source();
        RequestId id = fields.text("requestId", RequestId::new);
        boolean isDryRun = fields.flag("dryRun");
        return target == null || source == null ? null : new RollbackRequest(target, source, id, isDryRun);
    }

    private @Nullable RollbackSource source() {
        RollbackSource snapshot = snapshot();
        RollbackSource volumeSnapshot = volumeSnapshot();
        ImageId id = fields.text(TRASH_ID, ImageId::new);
        if (Stream.of(SnapshotFields.SNAPSHOT, VOLUME_SNAPSHOT, TRASH_ID)
                        .filter(fields::has)
                        .count()
                != 1) {
            violations.add(SnapshotFields.SNAPSHOT, "give exactly one of snapshot, volumeSnapshot and trashId");
            return null;
        }
        return Stream.of(snapshot, volumeSnapshot, id == null ? null : new RollbackSource.OfTrash(id))
                .filter(source -> source != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable RollbackSource snapshot() {
        JsonFields snapshot = fields.object(SnapshotFields.SNAPSHOT);
        if (snapshot == null) {
            return null;
        }
        VolumeHandle handle = snapshot.text("handle", VolumeHandle::parse);
        SnapshotRequestName name = snapshot.text("name", SnapshotRequestName::new);
        snapshot.rejectOthers();
        if (snapshot.has("handle") == snapshot.has("name")) {
            snapshot.reject("handle", "give exactly one of handle and name");
        }
        if (handle != null) {
            return new RollbackSource.OfSnapshot(handle);
        }
        return name == null ? null : new RollbackSource.OfNamedSnapshot(name);
    }

    private @Nullable RollbackSource volumeSnapshot() {
        JsonFields snapshot = fields.object(VOLUME_SNAPSHOT);
        if (snapshot == null) {
            return null;
        }
        ObjectName namespace = snapshot.requiredText("namespace", MISSING, ObjectName::new);
        ObjectName name = snapshot.requiredText("name", MISSING, ObjectName::new);
        snapshot.rejectOthers();
        return namespace == null || name == null
                ? null
                : new RollbackSource.OfVolumeSnapshot(new ObjectKey(namespace, name));
    }
}
