package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a claim against its class and reports all violations at once (rules P01 to P09, P13 to P15, P19). Used by the
 * functions and the admission webhook.
 */
public final class ClaimRules {
    private ClaimRules() {}

    /**
     * Plans the volume of a valid request.
     *
     * @throws InvalidRequestException if the request or the class is invalid
     */
    public static VolumePlan check(ProvisionRequest request, ResolvedClass storageClass) {
        Violations violations = new Violations();
        VolumePlan.Identity identity = VolumePlan.Identity.of(request);
        ClassParameters parameters =
                ParameterReader.readClass(expanded(request, identity, storageClass, violations), violations);
        List<AccessMode> accessModes = check(request.terms(), parameters, violations);
        checkSource(request, parameters, violations);
        ClassParameters valid = violations.orThrow(parameters);
        return new VolumePlan(request, storageClass, valid, accessModes, identity.in(valid, request), null);
    }

    private static Map<String, String> expanded(
            ProvisionRequest request, VolumePlan.Identity identity, ResolvedClass storageClass, Violations violations) {
        var claim = request.claim() == null ? null : request.claim().key();
        var values = SecretTemplates.valuesOf(
                identity.volume(), claim, request.terms().annotations());
        return SecretTemplates.expand(storageClass.parameters(), values, violations);
    }

    /** Adds the violations of the class and of the claim. */
    public static void check(ClaimTerms terms, Map<String, String> parameters, Violations violations) {
        check(terms, PlacementParameters.checkClass(parameters, violations), violations);
    }

    private static List<AccessMode> check(
            ClaimTerms terms, @Nullable ClassParameters parameters, Violations violations) {
        if (terms.hasSelector()) {
            violations.add("selector", "claim Selector is not supported");
        }
        if (parameters == null) {
            // The supported access modes are unknown.
            return List.of();
        }
        if (terms.size() != null) {
            parameters.sizes().check(terms.size(), violations);
        }
        if (parameters.source() instanceof VolumeSource.InTree) {
            checkInTree(terms, violations);
        }
        return accessModes(terms, parameters.source(), violations);
    }

    private static void checkInTree(ClaimTerms terms, Violations violations) {
        if (terms.attributesClass() != null) {
            violations.add("volumeAttributesClassName", VolumeSource.ATTRIBUTES_NEED_CSI);
        }
        if (terms.hasDataSource()) {
            violations.add("dataSource", VolumeSource.DATA_SOURCES_NEED_CSI);
        }
    }

    /** A claim that names a source gets its data, or no volume. */
    private static void checkSource(
            ProvisionRequest request, @Nullable ClassParameters parameters, Violations violations) {
        DataSource source = request.source();
        if (parameters == null || !(parameters.source() instanceof VolumeSource.Csi csi)) {
            if (source != null && !request.terms().hasDataSource()) {
                violations.add("dataSource", VolumeSource.DATA_SOURCES_NEED_CSI);
            }
            return;
        }
        if (source == null && request.terms().hasDataSource()) {
            violations.add("dataSource", "belongs into a claim: call clone or restore instead");
        }
        if (source != null && !source.handle().clusterId().equals(csi.clusterId())) {
            violations.add(
                    "dataSource",
                    "is in the cluster %s, and the class in %s: use a class of the same cluster"
                            .formatted(source.handle().clusterId(), csi.clusterId()));
        }
    }

    /** Rule P01. */
    private static List<AccessMode> accessModes(ClaimTerms terms, VolumeSource source, Violations violations) {
        VolumeMode volumeMode = terms.volumeMode() == null ? VolumeMode.FILESYSTEM : terms.volumeMode();
        List<AccessMode> supported = source.accessModes(volumeMode);
        List<AccessMode> requested = terms.accessModes().stream()
                .flatMap(name ->
                        supported.stream().filter(mode -> mode.toString().equals(name)))
                .toList();
        if (requested.size() < terms.accessModes().size()) {
            violations.add(
                    "accessModes",
                    "invalid AccessModes [%s]: only AccessModes [%s] are supported"
                            .formatted(
                                    Text.visible(String.join(" ", terms.accessModes())),
                                    supported.stream().map(AccessMode::toString).collect(Collectors.joining(" "))));
        }
        return requested.isEmpty() ? List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY) : requested;
    }
}
