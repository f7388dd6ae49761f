package io.rbdfunctions.reconcile.source;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads the source of a claim and checks whether the claim can be made from it. */
@Singleton
public record SourceResolver(
        VolumeSnapshots snapshots,
        SnapshotContents contents,
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        CloningProtection protection,
        SourceAccess access,
        ProvisionerConfig config) {
    /**
     * The source of the claim; empty if the claim names none. From now on, the source is kept until {@link CloningProtection#release}.
     *
     * @throws RefusedException if the source is missing, not ready or not granted, or if the claim does not fit it
     * @throws InvalidValueException if the claim names no valid source
     * @throws ApiException if the API server fails
     */
    public Optional<DataSource> resolve(PersistentVolumeClaim claim) {
        try {
            return ClaimSource.only(claim).map(source -> resolve(claim, source));
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                throw new RefusedException(
                        Reason.DENIED,
                        "%s; install the component snapshots, which has the permission"
                                .formatted(failure.getMessage()));
            }
            throw failure;
        }
    }

    private DataSource resolve(PersistentVolumeClaim claim, ClaimSource source) {
        access.requireEnabled(claim, source);
        return source.kind() == ClaimSource.Kind.SNAPSHOT ? ofSnapshot(claim, source) : ofClaim(claim, source);
    }

    private DataSource ofSnapshot(PersistentVolumeClaim claim, ClaimSource source) {
        ObjectKey key = ObjectKey.of(source.namespace(), source.name());
        Optional<VolumeSnapshotView> existing = snapshots.find(key);
        access.requireGranted(claim, source, existing.flatMap(found -> found.annotation(SourceAccess.ALLOWED)));
        VolumeSnapshotView snapshot = existing.orElseThrow(() -> missing(source.toString()));
        SourceRules.requireUsable(key.toString(), snapshot);
        ObjectName content = snapshot.content().orElseThrow();
        return contents.find(content)
                .map(SnapshotContentView::new)
                .map(found ->
                        SourceRules.check(new ClaimView(claim), key.toString(), snapshot, found, config.provisioner()))
                .orElseThrow(() -> missing("VolumeSnapshotContent %s".formatted(content)));
    }

    private DataSource ofClaim(PersistentVolumeClaim claim, ClaimSource named) {
        Optional<PersistentVolumeClaim> existing = claims.find(ObjectKey.of(named.namespace(), named.name()));
        access.requireGranted(
                claim,
                named,
                existing.map(found -> found.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(SourceAccess.ALLOWED)));
        PersistentVolumeClaim source = existing.orElseThrow(() -> missing(named.toString()));
        SourceRules.requireUsable(source);
        ObjectName name = new ObjectName(new ClaimView(source).volumeName().orElseThrow());
        PersistentVolume volume = volumes.find(name).orElseThrow(() -> missing("PersistentVolume %s".formatted(name)));
        DataSource checked = SourceRules.check(new ClaimView(claim), source, volume);
        protection.protect(source);
        return checked;
    }

    private static RefusedException missing(String what) {
        return new RefusedException(Reason.NOT_FOUND, what + " not found: the claim waits for it");
    }
}
