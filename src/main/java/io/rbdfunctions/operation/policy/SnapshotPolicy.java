package io.rbdfunctions.operation.policy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.snapshot.call.JournaledImage;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Checks the snapshots of requests against the settings. Snapshots that do not exist pass, because the operation reports them. */
@Singleton
record SnapshotPolicy(CallPolicyConfig config, SnapshotLocator locator, SnapshotContents contents) {
    /** A handle leads to every pool of its cluster, and so does a name in a journal that several pools share. */
    void requirePoolAllowed(SnapshotTarget target) {
        config.pools()
                .ifPresent(allowed -> find(target)
                        .ifPresent(found -> CallPolicy.requirePoolsAllowed(
                                allowed, List.of(found.image().poolSpec().pool()))));
    }

    /**
     * Requires that no VolumeSnapshotContent has the snapshot, as far as the API server has the kind and allows to list it: Kubernetes
     * would restore volumes from a snapshot that is gone.
     */
    void requireNoContent(SnapshotTarget target) {
        if (!config.checkVolumes()) {
            return;
        }
        Optional.ofNullable(target.handle())
                .or(() -> find(target).map(JournaledImage::handle))
                .ifPresent(this::requireNoContent);
    }

    private void requireNoContent(VolumeHandle handle) {
        try {
            ListPager.forEach(
                    ListPager.restarting(contents::page),
                    () -> false,
                    (GenericKubernetesResource content) -> requireOther(handle, new SnapshotContentView(content)));
        } catch (StaleObjectException _) {
            // The API server does not have the kind.
        } catch (ApiException failure) {
            if (!failure.isForbidden()) {
                throw failure;
            }
        }
    }

    private static void requireOther(VolumeHandle handle, SnapshotContentView content) {
        String text = handle.toString();
        if (content.handle().or(content::sourceHandle).filter(text::equals).isPresent()) {
            throw new RefusedException(
                    Reason.IN_USE,
                    "snapshot %s belongs to VolumeSnapshotContent %s, of VolumeSnapshot %s/%s: delete that first"
                            .formatted(text, content.name(), content.snapshotNamespace(), content.snapshotName()));
        }
    }

    private Optional<JournaledImage> find(SnapshotTarget target) {
        return FailureClassifier.of(() -> locator.find(target)).orThrow();
    }
}
