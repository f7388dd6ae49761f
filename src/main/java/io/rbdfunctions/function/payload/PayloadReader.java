package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.function.payload.SharedFields.ExistingImage;
import io.rbdfunctions.operation.check.CheckRequest;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.ListSnapshotsRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.TrashTarget;
import io.rbdfunctions.takeover.TakeoverRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the requests of operations from payloads, the bodies of calls and the data of events. A method for an operation
 * reads all fields before it decides anything, because a field that is not read is unknown.
 */
public final class PayloadReader {
    private static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);

    /** The minimum size of an existing image if no size is requested. */
    private static final Capacity ANY_SIZE = new Capacity(1);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_NAME = 1024;

    private final Violations violations = new Violations();
    private final JsonFields fields;
    private final SharedFields shared;
    private final SnapshotFields snapshots;
    private final SizeReader size;

    private PayloadReader(ObjectNode payload) {
        fields = new JsonFields("", payload, violations);
        shared = new SharedFields(fields, violations);
        snapshots = new SnapshotFields(fields, shared, violations);
        size = new SizeReader(fields, violations);
    }

    /**
     * Reads a payload strictly.
     *
     * @throws InvalidRequestException with all violations, sorted by field, if a field is unknown, missing or invalid
     */
    public static CheckedPayload read(Endpoint endpoint, ObjectNode payload) {
        PayloadReader reader = new PayloadReader(payload);
        VolumeRequest<?> request = reader.request(endpoint);
        reader.fields.rejectOthers();
        if (!reader.violations.isEmpty()) {
            throw new InvalidRequestException(
                    reader.violations.all().stream().sorted(BY_FIELD).toList());
        }
        return new CheckedPayload(request, subject(endpoint, payload), reader.size.warnings());
    }

    private static @Nullable String subject(Endpoint endpoint, ObjectNode payload) {
        JsonNode claim = payload.path("claim");
        if (claim.isObject()) {
            return claim.hasNonNull("namespace") && claim.hasNonNull("name")
                    ? claim.path("namespace").textValue() + "/"
                            + claim.path("name").textValue()
                    : null;
        }
        return Stream.of(endpoint == Endpoint.PURGE ? "trashId" : "image", "image", "pvName")
                .map(field -> payload.path(field).textValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable VolumeRequest<?> request(Endpoint endpoint) {
        return switch (endpoint) {
            case PROVISION -> provision();
            case EXPAND -> expand();
            case DELETE -> delete();
            case INFO -> info();
            case LIST -> list();
            case RESTORE -> restore();
            case PURGE -> purge();
            case SNAPSHOT -> snapshots.take();
            case CLONE -> snapshots.cloned(size.read(ANY_SIZE));
            case ROLLBACK -> new RollbackFields(fields, shared, violations).read();
            case CONVERT -> convert();
            case REPAIR -> repair();
            case CHECK -> check();
            case TAKEOVER -> new TakeoverRequest(fields.text("csiDriver", CsiDriver::new));
            case SWEEP -> null;
        };
    }

    private @Nullable ProvisionRequest provision() {
        Capacity requested = size.read(fields.has("existingImage") ? ANY_SIZE : null);
        ImageName existing = fields.text("existingImage", ImageName::new);
        return shared.volume(requested, existing, true);
    }

    private @Nullable ExpandRequest expand() {
        Capacity requested = size.read(null);
        ImageTarget target = shared.target();
        boolean isDryRun = fields.flag("dryRun");
        return requested == null || target == null ? null : new ExpandRequest(target, requested, isDryRun);
    }

    private @Nullable VolumeRequest<?> delete() {
        ExistingImage named = SharedFields.existingImage(fields);
        ClassSource classSource = shared.classOfExistingImage();
        SnapshotTarget snapshot = snapshots.target(classSource, true);
        boolean isPermanent = fields.flag("permanently");
        boolean isDryRun = fields.flag("dryRun");
        requireOne(named);
        if (snapshots.isPresent()) {
            if (fields.has("permanently")) {
                violations.add(
                        "permanently", "does not apply to snapshots, which do not wait in the trash: leave it out");
            }
            return snapshot == null ? null : new DeleteSnapshotRequest(snapshot, isDryRun);
        }
        ImageTarget target = named.in(classSource);
        DeletionMode mode = isPermanent ? new DeletionMode.Permanent() : new DeletionMode.ByClass();
        if (target == null) {
            return null;
        }
        ObjectName volume = target.volume() == null ? null : target.volume().name();
        return new DeleteRequest(target, volume, mode, null, isDryRun);
    }

    private @Nullable VolumeRequest<?> info() {
        ExistingImage named = SharedFields.existingImage(fields);
        ClassSource classSource = shared.classOfExistingImage();
        SnapshotTarget snapshot = snapshots.target(classSource, false);
        requireOne(named);
        if (snapshots.isPresent()) {
            return snapshot == null ? null : new InspectSnapshotRequest(snapshot);
        }
        ImageTarget target = named.in(classSource);
        return target == null ? null : new InspectRequest(target);
    }

    /** Either an image or a snapshot. */
    private void requireOne(ExistingImage named) {
        if (named.count() + (snapshots.isPresent() ? 1 : 0) != 1) {
            violations.add("image", "give exactly one of image, pvName, claim and snapshot");
        }
    }

    private @Nullable VolumeRequest<?> list() {
        ClassSource classSource = shared.classOfExistingImage();
        int limit = fields.wholeNumber("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            violations.add("limit", "must be from 1 to " + MAX_LIMIT);
        }
        String after = fields.text("continue", Function.identity());
        if (after != null && after.length() > MAX_NAME) {
            violations.add("continue", "must be the value from the previous page");
        }
        boolean isTrash = fields.flag("trash");
        boolean isSnapshots = fields.flag("snapshots");
        if (isTrash && isSnapshots) {
            violations.add("snapshots", "give one of trash and snapshots");
        }
        if (classSource == null) {
            return null;
        }
        return isSnapshots
                ? new ListSnapshotsRequest(classSource, after, limit)
                : new ListRequest(classSource, after, limit, isTrash);
    }

    private @Nullable VolumeRequest<?> restore() {
        ImageName image = fields.text("image", ImageName::new);
        ImageId id = fields.text("trashId", ImageId::new);
        ImageName target = fields.text("as", ImageName::new);
        if (Stream.of("image", "trashId", "pvName", "claim", "snapshot").noneMatch(fields::has)) {
            violations.add(
                    "image", "is missing: send the image's name, its trashId, its pvName or its claim, or a snapshot");
        }
        ProvisionRequest volume = shared.volume(ANY_SIZE, null, false);
        CloneRequest restored = snapshots.restored(volume);
        if (snapshots.isPresent()) {
            return restored;
        }
        return volume == null || !violations.isEmpty() ? null : new RestoreRequest(image, id, target, volume);
    }

    private @Nullable PurgeRequest purge() {
        TrashTarget target = shared.trashTarget();
        ClassSource classSource = shared.classOfExistingImage();
        boolean isForced = fields.flag("force");
        boolean isDryRun = fields.flag("dryRun");
        return target == null || classSource == null ? null : new PurgeRequest(target, classSource, isForced, isDryRun);
    }

    private @Nullable ConvertRequest convert() {
        ManifestSource source = manifest();
        ClassSource classSource = shared.classOfNewImage();
        boolean isDynamic = fields.flag("dynamic");
        boolean isDryRun = fields.flag("dryRun");
        return source == null || classSource == null
                ? null
                : new ConvertRequest(source, classSource, isDynamic, isDryRun);
    }

    /** A volume that is named leads to its class. */
    private @Nullable RepairRequest repair() {
        ManifestSource source = manifest();
        boolean isDryRun = fields.flag("dryRun");
        boolean hasClass = fields.has("storageClassName") || fields.has("parameters");
        ClassSource classSource = fields.has("pvName") && !hasClass ? null : shared.classOfExistingImage();
        return source == null || (classSource == null && source instanceof ManifestSource.Given)
                ? null
                : new RepairRequest(source, classSource, isDryRun);
    }

    /** The check itself says what is wrong with the parameters. */
    private @Nullable CheckRequest check() {
        ClassSource classSource = shared.uncheckedClass();
        boolean isDryRun = fields.flag("dryRun");
        return classSource == null ? null : new CheckRequest(classSource, isDryRun);
    }

    private @Nullable ManifestSource manifest() {
        JsonNode manifest = fields.any("persistentVolume");
        ObjectName name = fields.text("pvName", ObjectName::new);
        if (fields.has("persistentVolume") == fields.has("pvName")) {
            violations.add("persistentVolume", "give exactly one of persistentVolume and pvName");
            return null;
        }
        return manifest == null ? named(name) : given(manifest);
    }

    private static @Nullable ManifestSource named(@Nullable ObjectName name) {
        return name == null ? null : new ManifestSource.Named(name);
    }

    private @Nullable ManifestSource given(JsonNode manifest) {
        if (!manifest.path("kind").asText().equals("PersistentVolume")
                || !manifest.path("spec").isObject()
                || !manifest.path("metadata").isObject()) {
            violations.add("persistentVolume", "must be a PersistentVolume, with kind, metadata and spec");
            return null;
        }
        try {
            return new ManifestSource.Given(MAPPER.treeToValue(manifest, PersistentVolume.class));
        } catch (JsonProcessingException | IllegalArgumentException _) {
            violations.add("persistentVolume", "cannot be read as a PersistentVolume");
            return null;
        }
    }
}
