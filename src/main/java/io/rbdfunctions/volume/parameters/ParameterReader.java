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
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a StorageClass, or of a call that brings its own. The one place that knows their rules: the
 * functions and the admission webhook both go through it.
 */
public final class ParameterReader {
    private static final ObjectName DEFAULT_NAMESPACE = new ObjectName("default");
    /** Rule P25: what the API server lets a class hold. */
    private static final int MOST_PARAMETERS = 512;

    private static final int MOST_CHARACTERS = 256 * 1024;

    private final RawParameters raw;
    private final Violations violations;

    private ParameterReader(RawParameters raw, Violations violations) {
        this.raw = raw;
        this.violations = violations;
    }

    /**
     * Everything a new volume needs, strictly. There are violations when anything is wrong: what is answered then, if not
     * null, is good for nothing but to look for more that is wrong.
     */
    public static @Nullable ClassParameters readClass(Map<String, String> parameters, Violations violations) {
        if (isTooLarge(parameters, violations)) {
            return null;
        }
        return new ParameterReader(RawParameters.strict(parameters, violations), violations).classParameters();
    }

    /** The same of what an existing image needs; parameters that only matter to a new volume may be wrong or unknown. */
    public static @Nullable ClusterParameters readCluster(Map<String, String> parameters, Violations violations) {
        if (isTooLarge(parameters, violations)) {
            return null;
        }
        return new ParameterReader(RawParameters.lenient(parameters), violations).cluster();
    }

    /** The pool for data; null when the parameters name none, or, with a violation, nothing sound. */
    public static @Nullable PoolName readDataPool(Map<String, String> parameters, Violations violations) {
        if (isTooLarge(parameters, violations)) {
            return null;
        }
        return violations.read(
                DATA_POOL.field(), RawParameters.lenient(parameters).nonEmpty(DATA_POOL), PoolName::new);
    }

    /** How long a deleted image is kept; null when the parameters say nothing of that, or, with a violation, nothing sound. */
    public static @Nullable TrashRetention readRetention(Map<String, String> parameters, Violations violations) {
        if (isTooLarge(parameters, violations)) {
            return null;
        }
        return new ParameterReader(RawParameters.lenient(parameters), violations).retention();
    }

    /** How large a volume may grow; the parameters that only matter to a new one may be wrong or unknown. */
    public static SizeLimits readLimits(Map<String, String> parameters, Violations violations) {
        if (isTooLarge(parameters, violations)) {
            return SizeLimits.NONE;
        }
        SizeLimits sizes = new ParameterReader(RawParameters.lenient(parameters), violations).sizes();
        return sizes == null ? SizeLimits.NONE : sizes;
    }

    private static boolean isTooLarge(Map<String, String> parameters, Violations violations) {
        long characters = parameters.entrySet().stream()
                .mapToLong(entry ->
                        (long) entry.getKey().length() + entry.getValue().length())
                .sum();
        if (parameters.size() <= MOST_PARAMETERS && characters <= MOST_CHARACTERS) {
            return false;
        }
        violations.add("parameters", "too many parameters: at most 512, of 256 KiB together");
        return true;
    }

    private @Nullable ClassParameters classParameters() {
        ClusterParameters cluster = cluster();
        ImageLayout layout = new LayoutReader(raw, violations).layout();
        VolumeSource source = new SourceReader(raw, violations).source();
        CephUser userId = violations.read(USER_ID.field(), raw.nonEmpty(USER_ID), CephUser::new);
        FileSystemType fileSystem = violations.read(FS_TYPE.field(), raw.nonEmpty(FS_TYPE), FileSystemType::new);
        TrashRetention retention = retention();
        SizeLimits sizes = sizes();
        return cluster == null || layout == null || source == null || sizes == null
                ? null
                : new ClassParameters(cluster, layout, source, userId, fileSystem, retention, sizes);
    }

    private @Nullable SizeLimits sizes() {
        Capacity minimum = violations.read(MIN_SIZE.field(), raw.nonEmpty(MIN_SIZE), Capacity::parse);
        Capacity maximum = violations.read(MAX_SIZE.field(), raw.nonEmpty(MAX_SIZE), Capacity::parse);
        return violations.read(MIN_SIZE.field(), "", _ -> new SizeLimits(minimum, maximum));
    }

    private @Nullable TrashRetention retention() {
        return violations.read(TRASH_RETENTION.field(), raw.nonEmpty(TRASH_RETENTION), TrashRetention::parse);
    }

    private @Nullable ClusterParameters cluster() {
        Monitors monitors = monitors();
        PoolName pool = violations.readOr(POOL.field(), raw.get(POOL), PoolName::new, PoolName.DEFAULT);
        CephUser user = violations.read(ADMIN_ID.field(), raw.nonEmpty(ADMIN_ID), CephUser::new);
        ObjectName secret = adminSecretName();
        ObjectName namespace = violations.readOr(
                ADMIN_SECRET_NAMESPACE.field(), raw.get(ADMIN_SECRET_NAMESPACE), ObjectName::new, DEFAULT_NAMESPACE);
        return monitors == null || pool == null || secret == null || namespace == null
                ? null
                : new ClusterParameters(monitors, pool, user, new ObjectKey(namespace, secret));
    }

    private @Nullable Monitors monitors() {
        if (!raw.has(MONITORS)) {
            violations.add(MONITORS.field(), "missing Ceph monitors");
        }
        return violations.read(MONITORS.field(), raw.get(MONITORS), Monitors::parse);
    }

    private @Nullable ObjectName adminSecretName() {
        String name = raw.nonEmpty(ADMIN_SECRET_NAME);
        if (name == null) {
            violations.add(ADMIN_SECRET_NAME.field(), "missing Ceph admin secret name");
        }
        return violations.read(ADMIN_SECRET_NAME.field(), name, ObjectName::new);
    }
}
