package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.snapshot.ScheduleText;
import io.rbdfunctions.volume.snapshot.SnapshotRetention;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of ceph-csi that only CSI volumes have. */
final class CsiReader {
    /** Without {@code clusterID}, each of them is rejected. */
    static final Set<ParameterKey> CSI_ONLY = EnumSet.range(CSI_DRIVER, CONTROLLER_PUBLISH_SECRET_NAMESPACE);

    static {
        CSI_ONLY.addAll(EnumSet.range(SNAPSHOT_SCHEDULE, FULL_RATIO));
    }

    /** The parameters of ceph-csi that end up in the volume. Only those that are not among its standard attributes. */
    private static final Set<ParameterKey> PASSED_ON = EnumSet.of(
            DATA_POOL,
            IMAGE_FEATURES,
            VOLUME_NAME_PREFIX,
            SNAPSHOT_NAME_PREFIX,
            MOUNTER,
            TRY_OTHER_MOUNTERS,
            MAP_OPTIONS,
            UNMAP_OPTIONS,
            MKFS_OPTIONS,
            CEPH_LOG_DIR,
            CEPH_LOG_STRATEGY,
            ENCRYPTED,
            ENCRYPTION_TYPE,
            ENCRYPTION_KMS_ID,
            STRIPE_UNIT,
            STRIPE_COUNT,
            OBJECT_SIZE);

    private static final Set<ParameterKey> FREE_TEXTS =
            EnumSet.of(MAP_OPTIONS, UNMAP_OPTIONS, MKFS_OPTIONS, CEPH_LOG_DIR, ENCRYPTION_TYPE, ENCRYPTION_KMS_ID);
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,1024}");
    private static final Pattern FALSE = Pattern.compile("0|f|F|false|FALSE|False");
    private static final Pattern TRUE = Pattern.compile("1|t|T|true|TRUE|True");

    private static final Pattern FLAG = Pattern.compile(TRUE + "|" + FALSE);
    private static final Pattern MOUNTERS = Pattern.compile("rbd|rbd-nbd");
    private static final Pattern LOG_STRATEGIES = Pattern.compile("remove|compress|preserve");

    private final RawParameters raw;

    CsiReader(RawParameters raw) {
        this.raw = raw;
    }

    @Nullable CsiSettings settings() {
        ImageNamePrefix prefix = raw.readOr(VOLUME_NAME_PREFIX, ImageNamePrefix::new, ImageNamePrefix.DEFAULT);
        raw.read(SNAPSHOT_NAME_PREFIX, ImageNamePrefix::new);
        raw.read(SNAPSHOT_SCHEDULE, ScheduleText::new);
        raw.read(SNAPSHOT_KEEP, SnapshotRetention::parse);
        raw.read(SNAPSHOT_CLASS, ObjectName::new);
        Map<CsiSecret, ObjectKey> secrets = secrets();
        checkValues();
        rejectUnsupported();
        return prefix == null ? null : new CsiSettings(prefix, secrets, attributes());
    }

    private Map<CsiSecret, ObjectKey> secrets() {
        Map<CsiSecret, ObjectKey> secrets = new EnumMap<>(CsiSecret.class);
        for (CsiSecret secret : CsiSecret.values()) {
            ObjectKey key = secret(
                    ParameterKey.valueOf(secret + "_SECRET_NAME"), ParameterKey.valueOf(secret + "_SECRET_NAMESPACE"));
            if (key != null) {
                secrets.put(secret, key);
            }
        }
        return secrets;
    }

    private @Nullable ObjectKey secret(ParameterKey nameKey, ParameterKey namespaceKey) {
        ObjectName name = raw.read(nameKey, ObjectName::new);
        ObjectName namespace = raw.read(namespaceKey, ObjectName::new);
        boolean hasName = raw.nonEmpty(nameKey) != null;
        if (hasName != (raw.nonEmpty(namespaceKey) != null)) {
            raw.reject(
                    hasName ? namespaceKey : nameKey,
                    "%s and %s go together: give both or none".formatted(nameKey, namespaceKey));
        }
        return name == null || namespace == null ? null : new ObjectKey(namespace, name);
    }

    private void checkValues() {
        check(MOUNTER, MOUNTERS, "use rbd or rbd-nbd");
        check(TRY_OTHER_MOUNTERS, FLAG, "use true or false");
        check(CEPH_LOG_STRATEGY, LOG_STRATEGIES, "use remove, compress or preserve");
        FREE_TEXTS.forEach(key -> check(key, PRINTABLE, "use up to 1024 printable characters"));
    }

    private void check(ParameterKey key, Pattern allowed, String rule) {
        raw.read(key, text -> Text.require(key.toString(), text, allowed, rule));
    }

    /** Ignoring the parameter would leave the volume unencrypted. */
    private void rejectUnsupported() {
        raw.read(ENCRYPTED, text -> {
            if (TRUE.matcher(text).matches()) {
                throw new InvalidValueException(
                        "encrypted volumes are not supported: leave encrypted out, or leave the class to ceph-csi");
            }
            return Text.require(ENCRYPTED.toString(), text, FALSE, "use false, or leave it out");
        });
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        PASSED_ON.forEach(key -> {
            String value = raw.nonEmpty(key);
            if (value != null) {
                attributes.put(key.toString(), value);
            }
        });
        return attributes;
    }
}
