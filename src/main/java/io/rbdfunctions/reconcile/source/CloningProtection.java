package io.rbdfunctions.reconcile.source;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims that others are being cloned from, with the finalizer of the CSI external-provisioner. Every method throws
 * {@link ApiException} if the API server fails, and {@link StaleObjectException} if a claim has changed since it was read.
 */
@Singleton
public record CloningProtection(PersistentVolumeClaims claims, SourceConfig config) {
    private static final int PAGE = 500;

    /** Keeps the claim. */
    void protect(PersistentVolumeClaim source) {
        if (!new ClaimView(source).isKeptForClones()) {
            List<String> finalizers = new ArrayList<>(source.getMetadata().getFinalizers());
            finalizers.add(ClaimView.CLONING_PROTECTION);
            claims.patchFinalizers(source, finalizers);
        }
    }

    /** The claim has its volume: its source is no longer kept for it. */
    public void release(PersistentVolumeClaim clone) {
        ClaimSource.find(clone)
                .filter(source -> source.kind() == ClaimSource.Kind.CLAIM)
                .flatMap(source -> claims.find(ObjectKey.of(source.namespace(), source.name())))
                .ifPresent(source ->
                        releaseUnlessNeeded(source, clone.getMetadata().getUid()));
    }

    /**
     * Lets the claim go, if no other waits for being cloned from it.
     *
     * @return whether it was let go
     */
    public boolean releaseSource(PersistentVolumeClaim source) {
        return releaseUnlessNeeded(source, null);
    }

    private boolean releaseUnlessNeeded(PersistentVolumeClaim source, @Nullable String done) {
        if (!new ClaimView(source).isKeptForClones() || isNeeded(source, done)) {
            return false;
        }
        claims.patchFinalizers(
                source,
                source.getMetadata().getFinalizers().stream()
                        .filter(finalizer -> !finalizer.equals(ClaimView.CLONING_PROTECTION))
                        .toList());
        return true;
    }

    private boolean isNeeded(PersistentVolumeClaim source, @Nullable String done) {
        ObjectName namespace = new ObjectName(source.getMetadata().getNamespace());
        String token = null;
        do {
            Page<PersistentVolumeClaim> page =
                    config.acrossNamespaces() ? claims.page(PAGE, token) : claims.page(namespace, PAGE, token);
            if (page.items().stream().anyMatch(claim -> isPendingClone(claim, source, done))) {
                return true;
            }
            token = page.next();
        } while (token != null);
        return false;
    }

    private static boolean isPendingClone(
            PersistentVolumeClaim claim, PersistentVolumeClaim source, @Nullable String done) {
        Optional<ClaimSource> from = ClaimSource.find(claim);
        return new ClaimView(claim).phase().equals("Pending")
                && !claim.getMetadata().getUid().equals(done)
                && from.isPresent()
                && from.get().kind() == ClaimSource.Kind.CLAIM
                && Names.of(source)
                        .equals(from.get().namespace() + "/" + from.get().name());
    }
}
