package io.rbdfunctions.function.payload;

import io.rbdfunctions.function.payload.SharedFields.ExistingImage;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields about snapshots. Returns null, and adds violations, if they are missing or invalid. */
record SnapshotFields(JsonFields fields, SharedFields shared, Violations violations) {
    static final String SNAPSHOT = "snapshot";

    private static final String PREFIX = "snapshotNamePrefix";

    /** A new snapshot of an existing image. */
    @Nullable TakeSnapshotRequest take() {
        ImageTarget target = shared.target();
        SnapshotRequestName name = fields.requiredText(
                "name", "is missing: name the snapshot, so that a repeated call finds it", SnapshotRequestName::new);
        boolean isDryRun = fields.flag("dryRun");
        if (target == null || name == null) {
            return null;
        }
        if (VolumeUuid.isOne(name.value())) {
            violations.add("name", "has the form of the uid of a VolumeSnapshot: choose another one");
        }
        ParameterMap.get(given(target.classSource()), PREFIX)
                .ifPresent(text -> violations.read("parameters." + PREFIX, text, ImageNamePrefix::new));
        return new TakeSnapshotRequest(target, name, isDryRun);
    }

    private static Map<String, String> given(ClassSource source) {
        return switch (source) {
            case ClassSource.Named _ -> Map.of();
            case ClassSource.Given(var parameters) -> parameters;
            case ClassSource.Merged(ObjectName _, var parameters) -> parameters;
        };
    }

    /**
     * A new volume that begins as a copy.
     *
     * @param size null if it is invalid; any if it is not requested
     */
    @Nullable CloneRequest cloned(@Nullable Capacity size) {
        JsonFields source = fields.object("source");
        ExistingImage named = source == null ? null : SharedFields.existingImage(source);
        ProvisionRequest volume = shared.volume(size, null, false);
        ClassSource classSource = volume == null ? null : volume.classSource();
        SnapshotTarget snapshot = target(classSource, false);
        if (source != null && named != null) {
            source.rejectOthers();
            if (named.count() != 1) {
                source.reject("image", "give exactly one of image, pvName and claim");
            }
        }
        if (fields.has("source") == isPresent()) {
            violations.add("source", "give exactly one of source and snapshot");
        }
        ImageTarget image = named == null ? null : named.in(classSource);
        if (volume == null || !violations.isEmpty() || (image == null && snapshot == null)) {
            return null;
        }
        return new CloneRequest(volume, fields.has("size"), source(image, snapshot));
    }

    private static CloneSource source(@Nullable ImageTarget image, @Nullable SnapshotTarget snapshot) {
        return snapshot == null
                ? new CloneSource.OfVolume(Objects.requireNonNull(image))
                : new CloneSource.OfSnapshot(snapshot);
    }

    /** A new volume of the size of a snapshot, in place of one from the trash. Null without a snapshot, too. */
    @Nullable CloneRequest restored(@Nullable ProvisionRequest volume) {
        SnapshotTarget snapshot = target(volume == null ? null : volume.classSource(), false);
        if (isPresent()) {
            Stream.of("image", "trashId", "as")
                    .filter(fields::has)
                    .forEach(field ->
                            violations.add(field, "is for an image in the trash: leave it out, or leave out snapshot"));
        }
        return volume == null || snapshot == null || !violations.isEmpty()
                ? null
                : new CloneRequest(volume, false, new CloneSource.OfSnapshot(snapshot));
    }

    boolean isPresent() {
        return fields.has(SNAPSHOT);
    }

    /**
     * An existing snapshot: its handle, or its name and perhaps its volume. They are in an object of their own: if they are left
     * out by mistake, a call must not work on the volume itself.
     *
     * @param needsVolume whether the name needs the volume
     */
    @Nullable SnapshotTarget target(@Nullable ClassSource classSource, boolean needsVolume) {
        JsonFields snapshot = fields.object(SNAPSHOT);
        if (snapshot == null) {
            return null;
        }
        VolumeHandle handle = snapshot.text("handle", VolumeHandle::parse);
        SnapshotRequestName name = snapshot.text("name", SnapshotRequestName::new);
        ExistingImage volume = SharedFields.existingImage(snapshot);
        snapshot.rejectOthers();
        check(snapshot, volume.count(), needsVolume);
        return classSource == null || !violations.isEmpty()
                ? null
                : new SnapshotTarget(classSource, handle, name, volume.in(classSource));
    }

    private static void check(JsonFields snapshot, long volumes, boolean needsVolume) {
        if (snapshot.has("handle") == snapshot.has("name")) {
            snapshot.reject("handle", "give exactly one of handle and name");
        }
        if (volumes > 1) {
            snapshot.reject("image", "give at most one of image, pvName and claim");
        }
        if (snapshot.has("handle") && volumes > 0) {
            snapshot.reject("handle", "tells the volume, too: leave out image, pvName and claim");
        }
        if (needsVolume && snapshot.has("name") && volumes == 0) {
            snapshot.reject(
                    "name", "needs the volume, too: add its image, pvName or claim; or give the handle instead");
        }
    }
}
