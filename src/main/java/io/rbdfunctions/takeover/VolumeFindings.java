package io.rbdfunctions.takeover;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.takeover.TakeoverReport.ClassFinding;
import io.rbdfunctions.takeover.TakeoverReport.UnservableVolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what a check finds about volumes. Thread-safe. */
final class VolumeFindings {
    private static final int LIMIT = 1000;

    private final List<UnservableVolume> notServable = new ArrayList<>();
    private int servable;
    private int omitted;

    /** @param obstacle why the volume could not be served; empty if it could */
    synchronized void add(PersistentVolume volume, Optional<String> obstacle) {
        if (obstacle.isEmpty()) {
            servable++;
        } else if (notServable.size() < LIMIT) {
            String claim = volume.getSpec().getClaimRef() == null ? null : Names.claimOf(volume);
            notServable.add(new UnservableVolume(volume.getMetadata().getName(), claim, obstacle.get()));
        } else {
            omitted++;
        }
    }

    synchronized TakeoverReport report(
            List<ClassFinding> storageClasses, List<ClassFinding> attributesClasses, boolean isComplete) {
        List<UnservableVolume> sorted = notServable.stream()
                .sorted(Comparator.comparing(UnservableVolume::persistentVolume))
                .toList();
        return new TakeoverReport(servable, sorted, omitted, storageClasses, attributesClasses, isComplete);
    }
}
