package io.rbdfunctions.takeover;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ClassLists;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassCompletion;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.takeover.TakeoverReport.ClassFinding;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks classes by the rules for new volumes. */
@Singleton
record ClassCheck(ClassLists classes, ClassCompletion completion, PoolContents pools) {
    List<ClassFinding> storageClasses(Predicate<String> isChecked) {
        return classes.storageClasses().stream()
                .filter(found -> isChecked.test(found.getProvisioner()))
                .map(found -> new ClassFinding(found.getMetadata().getName(), refusal(found)))
                .sorted(Comparator.comparing(ClassFinding::name))
                .toList();
    }

    List<ClassFinding> attributesClasses(Predicate<String> isChecked) {
        try {
            return classes.attributesClasses().stream()
                    .filter(found -> isChecked.test(found.getDriverName()))
                    .map(found -> new ClassFinding(found.getMetadata().getName(), refusal(found)))
                    .sorted(Comparator.comparing(ClassFinding::name))
                    .toList();
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                return List.of(new ClassFinding("*", "they could not be listed: " + failure.getMessage()));
            }
            throw failure;
        }
    }

    private static @Nullable String refusal(VolumeAttributesClass attributesClass) {
        Violations violations = new Violations();
        VolumeAttributes.read(Objects.requireNonNullElse(attributesClass.getParameters(), Map.of()), violations);
        return text(violations);
    }

    private @Nullable String refusal(StorageClass storageClass) {
        Map<String, String> parameters = Objects.requireNonNullElse(storageClass.getParameters(), Map.of());
        Violations violations = new Violations();
        var _ = PlacementParameters.checkClass(parameters, violations);
        return violations.isEmpty() ? unreachable(parameters) : text(violations);
    }

    /** Why the cluster, the Secret or the pool cannot be used. Variables in the names of Secrets have no value here. */
    private @Nullable String unreachable(Map<String, String> parameters) {
        try {
            Map<String, String> completed = completion.complete(parameters);
            if (ParameterMap.get(completed, "monitors").isEmpty()) {
                return "neither the class nor the configuration of ceph-csi names the monitors of its cluster";
            }
            return SecretTemplates.areIn(parameters)
                    ? null
                    : reason(pools.checkPools(new ClassSource.Given(completed)));
        } catch (RefusedException refused) {
            return refused.refusal().detail();
        } catch (TryAgainException | ApiException failure) {
            return "it could not be checked: " + failure.getMessage();
        }
    }

    private static @Nullable String reason(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal refusal) ? refusal.detail() : null;
    }

    private static @Nullable String text(Violations violations) {
        return violations.isEmpty()
                ? null
                : violations.all().stream().map(Violation::toString).collect(joining("; "));
    }
}
