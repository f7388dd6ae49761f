package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the conditions of a claim. Pure functions. */
final class ClaimConditions {
    private ClaimConditions() {}

    /** The conditions of the claim, those of some types replaced. */
    static List<PersistentVolumeClaimCondition> replaced(
            PersistentVolumeClaim claim, Set<String> types, Collection<PersistentVolumeClaimCondition> added) {
        List<PersistentVolumeClaimCondition> conditions =
                new ArrayList<>(claim.getStatus().getConditions());
        conditions.removeIf(condition -> types.contains(condition.getType()));
        conditions.addAll(added);
        return conditions;
    }

    /** A condition that is true. Keeps its transition time if it is true already. */
    static PersistentVolumeClaimCondition of(
            PersistentVolumeClaim claim, String type, @Nullable String reason, String message, Instant now) {
        String since = claim.getStatus().getConditions().stream()
                .filter(existing -> type.equals(existing.getType()) && "True".equals(existing.getStatus()))
                .flatMap(existing -> Stream.ofNullable(existing.getLastTransitionTime()))
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new PersistentVolumeClaimConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(since)
                .withReason(reason)
                .withMessage(message.isEmpty() ? null : message)
                .build();
    }
}
