package io.rbdfunctions.operation.check;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        List<Map<String, String>> inEachPool = PlacementParameters.inEachPool(parameters, violations);
        List<ClassParameters> each = inEachPool.stream()
                .map(inPool -> read(inPool, "one", violations))
                .filter(Objects::nonNull)
                .toList();
        if (each.isEmpty() || !violations.isEmpty()) {
            return Finding.failed(text(violations), name().remedy());
        }
        ClassParameters valid = each.getFirst();
        ClassParameters ofOtherClaim = violations.orThrow(read(inEachPool.getFirst(), "other", violations));
        context.foundInEachPool(each);
        context.secretsPerClaim(
                !valid.cluster().adminSecret().equals(ofOtherClaim.cluster().adminSecret()),
                !valid.source().equals(ofOtherClaim.source()));
        return Finding.passed("%s volumes in %s with %s".formatted(kind(valid.source()), pools(each), features(valid)));
    }

    /** @param claim the value of all variables in the names of Secrets */
    private static @Nullable ClassParameters read(Map<String, String> parameters, String claim, Violations violations) {
        Map<String, String> expanded = SecretTemplates.expand(parameters, _ -> Optional.of(claim), violations);
        return ParameterReader.readClass(expanded, violations);
    }

    private static String text(Violations violations) {
        return violations.all().stream().map(Violation::toString).collect(joining("; "));
    }

    private static String pools(List<ClassParameters> each) {
        return each.stream()
                .map(parameters -> parameters.cluster().poolSpec().toString())
                .collect(joining(", ", each.size() == 1 ? "the pool " : "one of the pools ", ""));
    }

    private static String kind(VolumeSource source) {
        return source instanceof VolumeSource.Csi ? "CSI" : "in-tree";
    }

    private static String features(ClassParameters valid) {
        String features = valid.layout().features().joined();
        return features.isEmpty() ? "no features" : features;
    }
}
