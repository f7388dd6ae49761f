package io.rbdfunctions.reconcile.source;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.grant.ReferenceGrants;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides whether a claim may be made from an object of another namespace: that namespace has to grant it. */
@Singleton
record SourceAccess(ReferenceGrants grants, SourceConfig config) {
    /** The annotation of a source that lists the namespaces whose claims may be made from it. */
    static final String ALLOWED = "rbdfunctions.io/allow-clones-from";

    private static final Pattern SEPARATOR = Pattern.compile(" *, *");

    /** @throws RefusedException if the claim needs sources in other namespaces, and they are not enabled */
    void requireEnabled(PersistentVolumeClaim claim, ClaimSource source) {
        if (!config.acrossNamespaces() && (source.isForeignTo(claim) || ClaimSource.isAnnotated(claim))) {
            throw new RefusedException(Reason.CONFLICT, SourceReview.NOT_ENABLED);
        }
    }

    /**
     * Checks what the namespace of the source grants. The failure is the same if the source does not exist: who may not use the
     * objects of a namespace does not learn which there are.
     *
     * @param allowed the annotation of the source; empty, too, if the source does not exist
     * @throws RefusedException if it is not granted
     * @throws ApiException if the API server fails
     */
    void requireGranted(PersistentVolumeClaim claim, ClaimSource source, Optional<String> allowed) {
        String namespace = claim.getMetadata().getNamespace();
        if (source.isForeignTo(claim)
                && allowed.filter(list -> isListed(namespace, list)).isEmpty()
                && !isGranted(namespace, source)) {
            throw new RefusedException(
                    Reason.DENIED,
                    "%s does not exist, or may not be used by namespace %s: create a ReferenceGrant in namespace %s, or annotate the source with %s=%s"
                            .formatted(source, namespace, source.namespace(), ALLOWED, namespace));
        }
    }

    private static boolean isListed(String namespace, String allowed) {
        return SEPARATOR.splitAsStream(allowed.strip()).anyMatch(each -> each.equals("*") || each.equals(namespace));
    }

    private boolean isGranted(String namespace, ClaimSource source) {
        try {
            return grants.in(new ObjectName(source.namespace())).stream()
                    .anyMatch(grant -> grant.allowsClaims(
                            namespace, source.kind().group(), source.kind().toString(), source.name()));
        } catch (ApiException failure) {
            if (!failure.isForbidden()) {
                throw failure;
            }
            throw new RefusedException(
                    Reason.DENIED,
                    "%s; apply k8s/clones-across-namespaces, which has the permission".formatted(failure.getMessage()));
        }
    }
}
