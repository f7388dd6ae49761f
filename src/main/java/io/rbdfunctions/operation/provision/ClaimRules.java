package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a claim may ask of a class, all of it checked at once (rules P01 to P09, P13 to P15, P19). The functions and the
 * admission webhook both go through it.
 */
public final class ClaimRules {
    private ClaimRules() {}

    public static VolumePlan check(ProvisionRequest request, ResolvedClass storageClass) {
        Violations violations = new Violations();
        ClassParameters parameters = ParameterReader.readClass(storageClass.parameters(), violations);
        List<AccessMode> modes = check(ClaimTerms.of(request), parameters, violations);
        if (parameters == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return new VolumePlan(request, storageClass, parameters, modes);
    }

    /** All that is wrong with the class, and with the claim beside it. */
    public static void check(ClaimTerms terms, Map<String, String> parameters, Violations violations) {
        check(terms, ParameterReader.readClass(parameters, violations), violations);
    }

    private static List<AccessMode> check(
            ClaimTerms terms, @Nullable ClassParameters parameters, Violations violations) {
        if (terms.hasSelector()) {
            violations.add("selector", "claim Selector is not supported");
        }
        if (terms.hasDataSource()) {
            violations.add("dataSource", "a claim with a data source cannot be provisioned: leave dataSource out");
        }
        if (parameters != null && terms.size() != null) {
            parameters.sizes().check(terms.size(), violations);
        }
        return accessModes(terms, sourceOf(parameters), violations);
    }

    private static @Nullable VolumeSource sourceOf(@Nullable ClassParameters parameters) {
        return parameters == null ? null : parameters.source();
    }

    /** Rule P01; with a class that is wrong itself, what its source would permit is not known. */
    private static List<AccessMode> accessModes(
            ClaimTerms terms, @Nullable VolumeSource source, Violations violations) {
        if (source == null) {
            return List.of();
        }
        VolumeMode volumeMode = terms.volumeMode() == null ? VolumeMode.FILESYSTEM : terms.volumeMode();
        List<AccessMode> supported = source.accessModes(volumeMode);
        List<AccessMode> asked = new ArrayList<>();
        for (String name : terms.accessModes()) {
            supported.stream()
                    .filter(mode -> mode.toString().equals(name))
                    .findFirst()
                    .ifPresent(asked::add);
        }
        if (asked.size() < terms.accessModes().size()) {
            violations.add(
                    "accessModes",
                    "invalid AccessModes [%s]: only AccessModes [%s] are supported"
                            .formatted(printable(String.join(" ", terms.accessModes())), spaced(supported)));
        }
        return asked.isEmpty() ? List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY) : asked;
    }

    /** What was asked is shown as it is (rule P01), but must not begin a line of its own in a log. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static String spaced(List<AccessMode> modes) {
        return String.join(" ", modes.stream().map(AccessMode::toString).toList());
    }
}
