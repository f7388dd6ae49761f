package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a VolumeSnapshotClass, which are some of those of a StorageClass, and the Secret under the name that the
 * snapshot-controller knows. The names are not case-sensitive.
 */
public final class SnapshotParameters {
    /**
     * What the variables in the names of a Secret stand for.
     *
     * @param content the name of the VolumeSnapshotContent
     * @param name of the VolumeSnapshot
     * @param namespace of the VolumeSnapshot
     */
    public record SnapshotNames(String content, String name, String namespace) {
        private static final SnapshotNames SAMPLE =
                new SnapshotNames(SecretTemplates.SAMPLE, SecretTemplates.SAMPLE, SecretTemplates.SAMPLE);
    }

    /** Which of the Secrets of a class is used. */
    public enum Use {
        /** To take and delete snapshots. */
        TAKE("csi.storage.k8s.io/snapshotter-secret-"),
        /** To find snapshots that existed before. */
        FIND("csi.storage.k8s.io/snapshotter-list-secret-");

        private final String prefix;

        Use(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final String RESERVED = "csi.storage.k8s.io/";
    private static final String NAME = "name";
    private static final String NAMESPACE = "namespace";
    private static final Set<ParameterKey> KNOWN = EnumSet.of(
            CLUSTER_ID,
            POOL,
            JOURNAL_POOL,
            RADOS_NAMESPACE,
            MONITORS,
            ADMIN_ID,
            ADMIN_SECRET_NAME,
            ADMIN_SECRET_NAMESPACE,
            SNAPSHOT_NAME_PREFIX);

    private final Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final SnapshotNames names;
    private final Violations violations;

    private SnapshotParameters(Map<String, String> parameters, SnapshotNames names, Violations violations) {
        given.putAll(parameters);
        this.names = names;
        this.violations = violations;
    }

    /** All parameters that a class may have. */
    public static List<String> known() {
        return Stream.concat(
                        KNOWN.stream().map(ParameterKey::toString),
                        Stream.of(Use.values()).flatMap(use -> Stream.of(use.prefix + NAME, use.prefix + NAMESPACE)))
                .toList();
    }

    /**
     * Reads all parameters. Unknown ones are violations.
     *
     * @return the same as parameters of a StorageClass, whose admin Secret is that of the snapshot
     */
    public static Map<String, String> read(
            Map<String, String> parameters, Use use, SnapshotNames names, Violations violations) {
        SnapshotParameters reader = new SnapshotParameters(parameters, names, violations);
        reader.rejectUnknown(parameters);
        return reader.converted(use);
    }

    /** As {@link #read}, but ignores unknown parameters: the deletion of a snapshot does not depend on them. */
    public static Map<String, String> readKnown(
            Map<String, String> parameters, Use use, SnapshotNames names, Violations violations) {
        return new SnapshotParameters(parameters, names, violations).converted(use);
    }

    /** Checks the parameters of a class as it is written, before any snapshot is taken. */
    public static void check(Map<String, String> parameters, Violations violations) {
        Map<String, String> sample = read(parameters, Use.TAKE, SnapshotNames.SAMPLE, violations);
        RawParameters raw = RawParameters.lenient(sample, violations);
        raw.read(SNAPSHOT_NAME_PREFIX, ImageNamePrefix::new);
        raw.read(ADMIN_SECRET_NAME, ObjectName::new);
        raw.read(ADMIN_SECRET_NAMESPACE, ObjectName::new);
    }

    private void rejectUnknown(Map<String, String> parameters) {
        List<String> known = known();
        if (given.size() < parameters.size()) {
            violations.add("parameters", "a parameter is given twice, in two spellings");
        }
        given.keySet().stream()
                .filter(key -> known.stream().noneMatch(key::equalsIgnoreCase))
                .forEach(key -> violations.add(
                        "parameters",
                        key.toLowerCase(Locale.ROOT).startsWith(RESERVED)
                                ? "found unknown parameter key %s with reserved namespace %s"
                                        .formatted(Text.quoted(key), RESERVED)
                                : "unknown parameter %s, known are: %s"
                                        .formatted(Text.quoted(key), String.join(", ", known))));
    }

    private Map<String, String> converted(Use use) {
        Map<String, String> converted = new HashMap<>();
        KNOWN.forEach(key -> value(key.toString()).ifPresent(value -> converted.put(key.toString(), value)));
        Use secret = value(use.prefix + NAME).isPresent() ? use : Use.TAKE;
        put(converted, ADMIN_SECRET_NAME, secret.prefix + NAME, true);
        put(converted, ADMIN_SECRET_NAMESPACE, secret.prefix + NAMESPACE, false);
        return converted;
    }

    private void put(Map<String, String> converted, ParameterKey key, String parameter, boolean isName) {
        @Nullable String text = value(parameter).orElse(converted.get(key.toString()));
        @Nullable String expanded =
                violations.read("parameters." + parameter, text, template -> expand(parameter, template, isName));
        if (expanded != null) {
            converted.put(key.toString(), expanded);
        }
    }

    private String expand(String parameter, String template, boolean isName) {
        Map<String, String> values = new TreeMap<>(
                Map.of("volumesnapshotcontent.name", names.content(), "volumesnapshot.namespace", names.namespace()));
        if (isName) {
            values.put("volumesnapshot.name", names.name());
        }
        return SecretTemplates.replace(template, variable -> {
            String value = values.get(variable);
            if (value == null) {
                String known = "${" + String.join("}, ${", values.keySet()) + "}";
                throw SecretTemplates.unknown(variable, parameter, known);
            }
            return value;
        });
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(given.get(key)).filter(text -> !text.isEmpty());
    }
}
