package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.trash.TrashTarget;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields that several payloads have. Returns null, and adds violations, if they are missing or invalid. */
record SharedFields(JsonFields fields, Violations violations) {
    private static final Pattern ACCESS_MODE = Pattern.compile("[A-Za-z]{1,64}");
    private static final Pattern MOUNT_OPTION = Pattern.compile("[!-~][ -~]{0,1023}");
    private static final String MISSING = "is missing";

    /** The class of a new image: all parameters must be valid. */
    @Nullable ClassSource classOfNewImage() {
        return classSource(className(), PlacementParameters::checkClass);
    }

    /** The class of an existing image: only the parameters that locate it must be valid. */
    @Nullable ClassSource classOfExistingImage() {
        return classSource(className(), ParameterReader::checkCluster);
    }

    /** A class whose parameters may be invalid. */
    @Nullable ClassSource uncheckedClass() {
        return classSource(className(), (_, _) -> {});
    }

    private @Nullable ObjectName className() {
        return fields.text("storageClassName", ObjectName::new);
    }

    /**
     * The parameters are checked alone only if no class completes them.
     *
     * @param check of parameters that are complete
     */
    private @Nullable ClassSource classSource(
            @Nullable ObjectName name, BiConsumer<Map<String, String>, Violations> check) {
        Map<String, String> parameters = fields.textsByKey("parameters");
        if (!fields.has("storageClassName") && !fields.has("parameters")) {
            violations.add("storageClassName", "is missing: name a StorageClass, or send its parameters");
        }
        if (parameters == null) {
            return name == null ? null : new ClassSource.Named(name);
        }
        if (fields.has("storageClassName")) {
            ParameterReader.checkNames(parameters, violations);
            return name == null ? null : new ClassSource.Merged(name, parameters);
        }
        check.accept(parameters, violations);
        return new ClassSource.Given(parameters);
    }

    /** An existing image: exactly one of its name, its volume's name and its claim. */
    @Nullable ImageTarget target() {
        ExistingImage named = existingImage(fields);
        ClassSource classSource = classOfExistingImage();
        if (named.count() != 1) {
            violations.add("image", "give exactly one of image, pvName and claim");
            return null;
        }
        return named.in(classSource);
    }

    /**
     * What the fields that name an existing image say.
     *
     * @param image null if the field is absent or invalid
     * @param volume null if the fields are absent or invalid
     * @param count of the fields that are present
     */
    record ExistingImage(
            @Nullable ImageName image, @Nullable VolumeRef volume, long count) {
        /** Null without a class and without an image. */
        @Nullable ImageTarget in(@Nullable ClassSource classSource) {
            if (classSource == null || (image == null && volume == null)) {
                return null;
            }
            return new ImageTarget(
                    volume == null ? Objects.requireNonNull(image) : ImageNames.of(volume.name(), null),
                    classSource,
                    volume);
        }
    }

    /** Reads {@code image}, {@code pvName} and {@code claim} of an object in the payload. */
    static ExistingImage existingImage(JsonFields in) {
        ImageName image = in.text("image", ImageName::new);
        ObjectName volume = in.text("pvName", ObjectName::new);
        ExistingClaim claim = claimOfExistingVolume(in);
        long count = Stream.of("image", "pvName", "claim").filter(in::has).count();
        return new ExistingImage(image, volumeRef(volume, claim), count);
    }

    /** An image in the trash: its id, or exactly one of its former name, its volume's name and its claim. */
    @Nullable TrashTarget trashTarget() {
        ImageId id = fields.text("trashId", ImageId::new);
        ImageName image = fields.text("image", ImageName::new);
        ObjectName volume = fields.text("pvName", ObjectName::new);
        ExistingClaim claim = claimOfExistingVolume(fields);
        if (Stream.of("trashId", "image", "pvName", "claim").filter(fields::has).count() != 1) {
            violations.add("trashId", "give exactly one of trashId, image, pvName and claim");
            return null;
        }
        VolumeRef named = volumeRef(volume, claim);
        return id == null && image == null && named == null ? null : new TrashTarget(id, image, named);
    }

    private static @Nullable VolumeRef volumeRef(@Nullable ObjectName volume, @Nullable ExistingClaim claim) {
        if (volume != null) {
            return new VolumeRef(volume, null);
        }
        return claim == null ? null : VolumeRef.of(claim);
    }

    /** Only the uid is required, but the other fields must be valid if present. */
    private static @Nullable ExistingClaim claimOfExistingVolume(JsonFields in) {
        JsonFields claim = in.object("claim");
        if (claim == null) {
            return null;
        }
        ObjectName namespace = claim.text("namespace", ObjectName::new);
        ObjectName name = claim.text("name", ObjectName::new);
        Uid uid = claim.requiredText("uid", MISSING, Uid::new);
        claim.rejectOthers();
        ObjectKey key = namespace == null || name == null ? null : new ObjectKey(namespace, name);
        return uid == null ? null : new ExistingClaim(uid, key);
    }

    private @Nullable ClaimRef claimOfNewVolume() {
        JsonFields claim = fields.object("claim");
        if (claim == null) {
            return null;
        }
        ObjectName namespace = claim.requiredText("namespace", MISSING, ObjectName::new);
        ObjectName name = claim.requiredText("name", MISSING, ObjectName::new);
        Uid uid = claim.requiredText("uid", MISSING, Uid::new);
        claim.rejectOthers();
        return namespace == null || name == null || uid == null
                ? null
                : new ClaimRef(new ObjectKey(namespace, name), uid);
    }

    /**
     * A volume for a new or an existing image.
     *
     * @param hasSources whether the payload may have a selector and a data source, which the operation refuses, as the
     *     replaced provisioners do
     */
    @Nullable ProvisionRequest volume(@Nullable Capacity size, @Nullable ImageName existing, boolean hasSources) {
        ObjectName volumeName = fields.text("pvName", ObjectName::new);
        ClaimRef claim = claimOfNewVolume();
        List<String> accessModes = texts("accessModes", 16, ACCESS_MODE);
        VolumeMode mode = fields.text("volumeMode", VolumeMode::parse);
        ReclaimPolicy policy = fields.text("reclaimPolicy", ReclaimPolicy::parse);
        List<String> mountOptions = texts("mountOptions", 64, MOUNT_OPTION);
        ObjectName className = className();
        ClassSource classSource = classSource(className, PlacementParameters::checkClass);
        boolean hasSelector = hasSources && fields.any("selector") != null;
        boolean hasDataSource = hasSources && fields.any("dataSource") != null;
        boolean isDryRun = fields.flag("dryRun");
        if (size == null || classSource == null) {
            return null;
        }
        List<String> modes = Objects.requireNonNullElse(accessModes, List.of());
        return new ProvisionRequest(
                new ClaimTerms(size, modes, hasSelector, hasDataSource, mode, null, Map.of()),
                classSource,
                className,
                volumeName,
                claim,
                policy,
                mountOptions,
                existing,
                isDryRun);
    }

    private @Nullable List<String> texts(String name, int limit, Pattern form) {
        List<String> texts = fields.texts(name);
        if (texts == null) {
            return null;
        }
        if (texts.size() > limit) {
            violations.add(name, "has %d entries, but at most %d are allowed".formatted(texts.size(), limit));
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!form.matcher(texts.get(i)).matches()) {
                violations.add("%s[%d]".formatted(name, i), "must match " + form);
            }
        }
        return texts;
    }
}
