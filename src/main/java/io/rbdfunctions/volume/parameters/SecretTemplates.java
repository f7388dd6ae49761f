package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Expands the variables in the names of Secrets as the CSI external-provisioner does: <code>${pv.name}</code>,
 * <code>${pvc.namespace}</code>, in names also <code>${pvc.name}</code>, and in names of the nodes' Secrets
 * <code>${pvc.annotations['KEY']}</code>.
 */
public final class SecretTemplates {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]{0,400})}");
    /** A valid name, so that a wrong variable is reported once. */
    static final String SAMPLE = "sample";

    private static final String VOLUME = "pv.name";
    private static final String NAMESPACE = "pvc.namespace";
    private static final String CLAIM = "pvc.name";
    private static final Pattern ANNOTATION = Pattern.compile("pvc\\.annotations\\['([^']+)']");

    private static final Set<ParameterKey> NAMES =
            EnumSet.of(ADMIN_SECRET_NAME, CONTROLLER_EXPAND_SECRET_NAME, CONTROLLER_PUBLISH_SECRET_NAME);
    private static final Set<ParameterKey> NODE_NAMES =
            EnumSet.of(NODE_STAGE_SECRET_NAME, NODE_EXPAND_SECRET_NAME, NODE_PUBLISH_SECRET_NAME);
    private static final Set<ParameterKey> NAMESPACES = EnumSet.of(
            ADMIN_SECRET_NAMESPACE,
            NODE_STAGE_SECRET_NAMESPACE,
            NODE_EXPAND_SECRET_NAMESPACE,
            NODE_PUBLISH_SECRET_NAMESPACE,
            CONTROLLER_EXPAND_SECRET_NAMESPACE,
            CONTROLLER_PUBLISH_SECRET_NAMESPACE);

    private SecretTemplates() {}

    /** Whether a name of a Secret has variables, so that each claim may have another Secret. */
    public static boolean areIn(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .anyMatch(parameter -> parameter.getValue().contains("${")
                        && ParameterKey.of(parameter.getKey())
                                .filter(key ->
                                        NAMES.contains(key) || NODE_NAMES.contains(key) || NAMESPACES.contains(key))
                                .isPresent());
    }

    /**
     * The values of the variables for one volume.
     *
     * @param claim null if the volume is for no claim
     */
    public static Function<String, Optional<String>> valuesOf(
            ObjectName volume, @Nullable ObjectKey claim, Map<String, String> annotations) {
        return variable -> Optional.ofNullable(
                switch (variable) {
                    case VOLUME -> volume.value();
                    case NAMESPACE -> claim == null ? null : claim.namespace().value();
                    case CLAIM -> claim == null ? null : claim.name().value();
                    default -> annotation(variable, annotations);
                });
    }

    private static @Nullable String annotation(String variable, Map<String, String> annotations) {
        Matcher annotation = ANNOTATION.matcher(variable);
        return annotation.matches() ? annotations.get(annotation.group(1)) : null;
    }

    /**
     * Replaces the variables in the parameters that name Secrets.
     *
     * @param values empty for a variable that has no value
     */
    public static Map<String, String> expand(
            Map<String, String> parameters, Function<String, Optional<String>> values, Violations violations) {
        if (!areIn(parameters)) {
            return parameters;
        }
        Map<String, String> expanded = new HashMap<>(parameters);
        expanded.replaceAll((name, text) -> ParameterKey.of(name)
                .map(key -> expand(key, text, values, violations))
                .orElse(text));
        return expanded;
    }

    private static String expand(
            ParameterKey key, String text, Function<String, Optional<String>> values, Violations violations) {
        @Nullable String expanded = violations.read(key.field(), text, _ -> expand(key, text, values));
        return expanded == null ? SAMPLE : expanded;
    }

    private static String expand(ParameterKey key, String text, Function<String, Optional<String>> values) {
        boolean isNode = NODE_NAMES.contains(key);
        boolean isName = isNode || NAMES.contains(key);
        if (!isName && !NAMESPACES.contains(key)) {
            return text;
        }
        return replace(text, variable -> {
            if (!isKnown(variable, isName, isNode)) {
                throw unknown(variable, key.toString(), known(isName, isNode));
            }
            return values.apply(variable)
                    .orElseThrow(() -> new InvalidValueException(
                            "%s is %s, which only the claim of a volume completes: name the claim and its annotation"
                                    .formatted(key, Text.quoted(text))));
        });
    }

    /** Replaces each variable, which {@code value} gets without <code>${}</code>. */
    static String replace(String text, UnaryOperator<String> value) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    static InvalidValueException unknown(String variable, String parameter, String known) {
        return new InvalidValueException(
                "unknown variable %s in %s: use %s".formatted(Text.quoted("${" + variable + "}"), parameter, known));
    }

    private static boolean isKnown(String variable, boolean isName, boolean isNode) {
        return switch (variable) {
            case VOLUME, NAMESPACE -> true;
            case CLAIM -> isName;
            default -> isNode && ANNOTATION.matcher(variable).matches();
        };
    }

    private static String known(boolean isName, boolean isNode) {
        return "${pv.name}, ${pvc.namespace}" + (isName ? ", ${pvc.name}" : "")
                + (isNode ? ", ${pvc.annotations['KEY']}" : "");
    }
}
