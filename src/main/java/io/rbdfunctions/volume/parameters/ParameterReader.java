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
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
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
        Capacity minimum = raw.read(MIN_SIZE, Capacity::parse);
        Capacity maximum = raw.read(MAX_SIZE, Capacity::parse);
        return raw.create(MIN_SIZE, () -> new SizeLimits(minimum, maximum, null));
    }

    private @Nullable TrashRetention retention() {
        return raw.read(TRASH_RETENTION, TrashRetention::parse);
    }

    private @Nullable ClusterParameters cluster() {
        Monitors monitors = monitors();
        PoolName pool = raw.readOr(POOL, PoolName::new, PoolName.DEFAULT);
        CephUser user = raw.read(ADMIN_ID, CephUser::new);
        ObjectName secret = adminSecretName();
        ObjectName namespace = raw.readOr(ADMIN_SECRET_NAMESPACE, ObjectName::new, DEFAULT_NAMESPACE);
        return monitors == null || pool == null || secret == null || namespace == null
                ? null
                : new ClusterParameters(monitors, pool, user, new ObjectKey(namespace, secret));
    }

    private @Nullable Monitors monitors() {
        if (!raw.has(MONITORS)) {
            raw.reject(MONITORS, "missing Ceph monitors");
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
