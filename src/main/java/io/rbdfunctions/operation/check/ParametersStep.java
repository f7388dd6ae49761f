package io.rbdfunctions.operation.check;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class is there, belongs to this provisioner, and is valid together with the configuration of its cluster. */
@Singleton
record ParametersStep(StorageClassResolver resolver) implements CheckStep {
    @Override
    public StepName name() {
        return StepName.PARAMETERS;
    }

    @Override
    public Finding run(CheckContext context) {
        Map<String, String> parameters =
                resolver.resolve(context.request().classSource()).parameters();
        Violations violations = new Violations();
        ClassParameters valid = read(parameters, "one", violations);
        if (valid == null || !violations.isEmpty()) {
            return Finding.failed(text(violations), name().remedy());
        }
        ClassParameters ofOtherClaim = violations.orThrow(read(parameters, "other", violations));
        context.found(valid);
        context.secretsPerClaim(
                !valid.cluster().adminSecret().equals(ofOtherClaim.cluster().adminSecret()),
                !valid.source().equals(ofOtherClaim.source()));
        return Finding.passed("%s volumes in the pool %s with %s"
                .formatted(kind(valid.source()), valid.cluster().poolSpec(), features(valid)));
    }

    /** @param claim the value of all variables in the names of Secrets */
    private static @Nullable ClassParameters read(Map<String, String> parameters, String claim, Violations violations) {
        Map<String, String> expanded = SecretTemplates.expand(parameters, _ -> Optional.of(claim), violations);
        return ParameterReader.readClass(expanded, violations);
    }

    private static String text(Violations violations) {
        return violations.all().stream().map(Violation::toString).collect(joining("; "));
    }

    private static String kind(VolumeSource source) {
        return source instanceof VolumeSource.Csi ? "CSI" : "in-tree";
    }

    private static String features(ClassParameters valid) {
        String features = valid.layout().features().joined();
        return features.isEmpty() ? "no features" : features;
    }
}
