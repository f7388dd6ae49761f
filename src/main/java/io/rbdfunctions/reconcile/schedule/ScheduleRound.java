package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is read once for the schedules of many claims.
 *
 * @param classes the parameters of this provisioner's StorageClasses by name
 */
public record ScheduleRound(Instant now, Map<String, Map<String, String>> classes, String provisioner) {
    /** Whether the claim is bound, belongs to this provisioner, and may have a schedule. */
    public boolean concerns(PersistentVolumeClaim object) {
        ClaimView claim = new ClaimView(object);
        Optional<String> chosen = claim.provisioner();
        boolean isOwn =
                chosen.isPresent() ? chosen.get().equals(provisioner) : classes.containsKey(Names.classOf(object));
        return isOwn
                && !claim.isTerminating()
                && claim.phase().equals("Bound")
                && claim.volumeName().isPresent()
                && ScheduleTerms.isMentioned(object, parametersOf(object));
    }

    /** The parameters of the claim's class; empty if the class is gone. */
    Map<String, String> parametersOf(PersistentVolumeClaim claim) {
        return Objects.requireNonNullElse(classes.get(Names.classOf(claim)), Map.of());
    }
}
