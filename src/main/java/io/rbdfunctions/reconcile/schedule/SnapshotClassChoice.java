package io.rbdfunctions.reconcile.schedule;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the VolumeSnapshotClass of scheduled snapshots. */
@Singleton
record SnapshotClassChoice(SnapshotClasses classes, ProvisionerConfig config) {
    /**
     * The class that is named, or else the only one of this provisioner.
     *
     * @throws RefusedException if there is no such class, or more than one
     * @throws ApiException if the API server fails
     * @throws StaleObjectException if the cluster does not have the kind
     */
    ObjectName choose(@Nullable ObjectName named) {
        return named == null ? only(classes.namesOf(config.provisioner())) : own(named);
    }

    private ObjectName own(ObjectName named) {
        String driver = classes.find(named)
                .orElseThrow(() -> refused(Reason.NOT_FOUND, "VolumeSnapshotClass %s not found".formatted(named)))
                .driver();
        if (!driver.equals(config.provisioner())) {
            throw refused(
                    Reason.CONFLICT,
                    "VolumeSnapshotClass %s has the driver %s: name one with the driver %s"
                            .formatted(named, driver, config.provisioner()));
        }
        return named;
    }

    private ObjectName only(List<String> names) {
        return switch (names.size()) {
            case 0 ->
                throw refused(
                        Reason.NOT_FOUND,
                        "there is no VolumeSnapshotClass with the driver %s: create one"
                                .formatted(config.provisioner()));
            case 1 -> new ObjectName(names.getFirst());
            default ->
                throw refused(
                        Reason.CONFLICT,
                        "there are several VolumeSnapshotClasses with the driver %s (%s): name one in the annotation %s"
                                .formatted(config.provisioner(), String.join(", ", names), ScheduleTerms.CLASS));
        };
    }

    private static RefusedException refused(Reason reason, String detail) {
        return new RefusedException(reason, detail);
    }
}
