package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.FileSystemType;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and validates the parameters of a StorageClass. The functions and the admission webhook share these rules. */
public final class ParameterReader {
    static final ObjectName DEFAULT_NAMESPACE = new ObjectName("default");
    /** The limits of the API server (rule P25). */
    private static final int MAX_PARAMETERS = 512;

    private static final int MAX_CHARACTERS = 256 * 1024;

    private final RawParameters raw;

    private ParameterReader(RawParameters raw) {
        this.raw = raw;
    }

    /** All parameters that a class may have, in each of their spellings. */
    public static List<String> known() {
        return ParameterKey.spellings();
    }

    /**
     * Reads all parameters for a new volume. Unknown parameters are violations.
     *
     * @return null if a required parameter is missing or invalid. With violations, use a non-null result only to find
     *     more.
     */
    public static @Nullable ClassParameters readClass(Map<String, String> parameters, Violations violations) {
        return isTooLarge(parameters, violations)
                ? null
                : new ParameterReader(RawParameters.strict(parameters, violations)).classParameters();
    }

    /**
     * Checks all parameters of a class as it is written. What the configuration of its cluster and a claim will add may be
     * missing: the result has samples in place of it.
     *
     * @return null if a required parameter is missing or invalid
     */
    public static @Nullable ClassParameters checkClass(Map<String, String> parameters, Violations violations) {
        return isTooLarge(parameters, violations)
                ? null
                : new ParameterReader(RawParameters.strict(withSamples(parameters, violations), violations))
                        .classParameters();
    }

    /** Checks only the names of parameters that a class completes. */
    public static void checkNames(Map<String, String> parameters, Violations violations) {
        if (!isTooLarge(parameters, violations)) {
            RawParameters.strict(parameters, violations);
        }
    }

    /** Checks the parameters for an existing image as {@link #checkClass} does. Ignores all others. */
    public static void checkCluster(Map<String, String> parameters, Violations violations) {
        if (!isTooLarge(parameters, violations)) {
            new ParameterReader(RawParameters.lenient(withSamples(parameters, violations), violations)).cluster();
        }
    }

    private static Map<String, String> withSamples(Map<String, String> parameters, Violations violations) {
        Map<String, String> samples =
                new HashMap<>(SecretTemplates.expand(parameters, _ -> Optional.of(SecretTemplates.SAMPLE), violations));
        RawParameters given = RawParameters.lenient(parameters, new Violations());
        if (given.has(CLUSTER_ID) && !given.has(MONITORS)) {
            samples.put(MONITORS.toString(), SecretTemplates.SAMPLE);
        }
        return samples;
    }

    /** Reads the parameters for an existing image. Ignores all others. Returns null if there are violations. */
    public static @Nullable ClusterParameters readCluster(Map<String, String> parameters, Violations violations) {
        return read(parameters, violations, ParameterReader::cluster);
    }

    /** Reads the data pool. Returns null if it is not set or invalid. */
    public static @Nullable PoolName readDataPool(Map<String, String> parameters, Violations violations) {
        return read(parameters, violations, reader -> reader.raw.read(DATA_POOL, PoolName::new));
    }

    /** Reads the trash retention. Returns null if it is not set or invalid. */
    public static @Nullable TrashRetention readRetention(Map<String, String> parameters, Violations violations) {
        return read(parameters, violations, ParameterReader::retention);
    }

    /** Reads the size limits. Returns {@link SizeLimits#NONE} if they are not set or invalid. */
    public static SizeLimits readLimits(Map<String, String> parameters, Violations violations) {
        SizeLimits sizes = read(parameters, violations, ParameterReader::sizes);
        ImageLayout layout = read(parameters, new Violations(), reader -> new LayoutReader(reader.raw).layout());
        return (sizes == null ? SizeLimits.NONE : sizes).with(layout);
    }

    private static <T> @Nullable T read(
            Map<String, String> parameters, Violations violations, Function<ParameterReader, @Nullable T> read) {
        return isTooLarge(parameters, violations)
                ? null
                : read.apply(new ParameterReader(RawParameters.lenient(parameters, violations)));
    }

    private static boolean isTooLarge(Map<String, String> parameters, Violations violations) {
        long characters = parameters.entrySet().stream()
                .mapToLong(entry ->
                        (long) entry.getKey().length() + entry.getValue().length())
                .sum();
        if (parameters.size() <= MAX_PARAMETERS && characters <= MAX_CHARACTERS) {
            return false;
        }
        violations.add("parameters", "too many parameters: at most 512, of 256 KiB together");
        return true;
    }

    private @Nullable ClassParameters classParameters() {
        ClusterParameters cluster = cluster();
        ImageLayout layout = new LayoutReader(raw).layout();
        VolumeSource source = new SourceReader(raw).source();
        CephUser userId = raw.read(USER_ID, CephUser::new);
        FileSystemType fileSystem = raw.read(FS_TYPE, FileSystemType::new);
        TrashRetention retention = retention();
        SizeLimits sizes = sizes();
        return cluster == null || layout == null || source == null || sizes == null
                ? null
                : new ClassParameters(cluster, layout, source, userId, fileSystem, retention, sizes.with(layout));
    }

    private @Nullable SizeLimits sizes() {
        Capacity minimum = raw.read(MIN_SIZE, text -> size(MIN_SIZE, text));
        Capacity maximum = raw.read(MAX_SIZE, text -> size(MAX_SIZE, text));
        return raw.create(MIN_SIZE, () -> new SizeLimits(minimum, maximum, null));
    }

    /** Events have the message without the field. */
    private static Capacity size(ParameterKey key, String text) {
        try {
            return Capacity.parse(text);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException("%s has an %s".formatted(key, invalid.getMessage()));
        }
    }

    private @Nullable TrashRetention retention() {
        return raw.read(TRASH_RETENTION, TrashRetention::parse);
    }

    private @Nullable ClusterParameters cluster() {
        Monitors monitors = monitors();
        rejectChoices();
        PoolName pool = raw.readOr(POOL, PoolName::new, PoolName.DEFAULT);
        RadosNamespace radosNamespace = raw.readOr(RADOS_NAMESPACE, RadosNamespace::new, RadosNamespace.DEFAULT);
        PoolName journalPool =
                pool != null && raw.has(CLUSTER_ID) ? raw.readOr(JOURNAL_POOL, PoolName::new, pool) : null;
        CephUser user = raw.read(ADMIN_ID, CephUser::new);
        ObjectName secret = adminSecretName();
        ObjectName namespace = raw.readOr(ADMIN_SECRET_NAMESPACE, ObjectName::new, DEFAULT_NAMESPACE);
        return monitors == null || pool == null || radosNamespace == null || secret == null || namespace == null
                ? null
                : new ClusterParameters(
                        monitors, pool, radosNamespace, journalPool, user, new ObjectKey(namespace, secret));
    }

    /** The pool of a new volume has been chosen by now, and that of an existing one is known from the volume. */
    private void rejectChoices() {
        if (raw.nonEmpty(POOL) == null
                && (raw.nonEmpty(POOLS) != null || raw.nonEmpty(TOPOLOGY_CONSTRAINED_POOLS) != null)) {
            raw.reject(POOL, "the class has several pools: give that of the image in parameters.pool");
        }
    }

    private @Nullable Monitors monitors() {
        if (!raw.has(MONITORS)) {
            raw.reject(
                    MONITORS,
                    raw.has(CLUSTER_ID)
                            ? "missing Ceph monitors: name them here, or the configuration of ceph-csi in"
                                    + " rbd-functions.csi.cluster-config"
                            : "missing Ceph monitors");
        }
        return raw.readPresent(MONITORS, Monitors::parse);
    }

    private @Nullable ObjectName adminSecretName() {
        if (raw.nonEmpty(ADMIN_SECRET_NAME) == null) {
            raw.reject(ADMIN_SECRET_NAME, "missing Ceph admin secret name");
        }
        return raw.read(ADMIN_SECRET_NAME, ObjectName::new);
    }
}
