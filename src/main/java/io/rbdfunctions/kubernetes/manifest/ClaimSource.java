package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object that a claim is to be filled from.
 *
 * @param namespace of the object; that of the claim unless the claim names another
 */
public record ClaimSource(Kind kind, String namespace, String name) {
    private static final String SNAPSHOTS = "snapshot.storage.k8s.io";

    /** What the object is. */
    public enum Kind {
        CLAIM,
        SNAPSHOT,
        /** Known to a populator only. */
        OTHER
    }

    /** Reads {@code dataSourceRef}, or else {@code dataSource}; empty if the claim has neither. */
    public static Optional<ClaimSource> of(PersistentVolumeClaim claim) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        String own = claim.getMetadata().getNamespace();
        if (spec.getDataSourceRef() != null) {
            var source = spec.getDataSourceRef();
            return Optional.of(new ClaimSource(
                    kind(source.getApiGroup(), source.getKind()),
                    Objects.requireNonNullElse(source.getNamespace(), own),
                    source.getName()));
        }
        return Optional.ofNullable(spec.getDataSource())
                .map(source -> new ClaimSource(kind(source.getApiGroup(), source.getKind()), own, source.getName()));
    }

    private static Kind kind(@Nullable String group, String kind) {
        boolean isCore = group == null || group.isEmpty();
        return switch (kind) {
            case "PersistentVolumeClaim" -> isCore ? Kind.CLAIM : Kind.OTHER;
            case "VolumeSnapshot" -> isCore || SNAPSHOTS.equals(group) ? Kind.SNAPSHOT : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    /** Whether the provisioner fills the claim. */
    public boolean isProvisioners() {
        return kind != Kind.OTHER;
    }
}
