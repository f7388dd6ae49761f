package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object that a claim is to be filled from.
 *
 * @param namespace of the object; that of the claim unless the claim names another
 */
public record ClaimSource(Kind kind, String namespace, String name) {
    /** Names a source by namespace, kind and name. The fields of the claim cannot name one in another namespace. */
    public static final String ANNOTATION = "rbdfunctions.io/data-source";

    /** What the object is. */
    public enum Kind {
        CLAIM("", "PersistentVolumeClaim", "persistentvolumeclaims"),
        SNAPSHOT("snapshot.storage.k8s.io", "VolumeSnapshot", "volumesnapshots"),
        /** Known to a populator only. */
        OTHER("", "", "");

        private final String group;
        private final String text;
        private final String plural;

        Kind(String group, String text, String plural) {
            this.group = group;
            this.text = text;
            this.plural = plural;
        }

        /** The API group; empty for the core group. */
        public String group() {
            return group;
        }

        /** The plural, by which permissions name it. */
        public String plural() {
            return plural;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The source that the annotation or the fields of the claim name; empty if the claim has none.
     *
     * @throws InvalidValueException if the annotation is invalid, or if both name one
     */
    public static Optional<ClaimSource> only(PersistentVolumeClaim claim) {
        Optional<ClaimSource> ofFields = of(claim);
        Optional<String> annotated = annotation(claim);
        if (annotated.isPresent() && ofFields.isPresent()) {
            throw new InvalidValueException(
                    "the claim has two sources, in its spec and in the annotation %s: leave out one"
                            .formatted(ANNOTATION));
        }
        return annotated.map(ClaimSource::parse).or(() -> ofFields);
    }

    /** As {@link #only}, but empty if that fails. */
    public static Optional<ClaimSource> find(PersistentVolumeClaim claim) {
        try {
            return only(claim);
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /** Whether the annotation names a source, valid or not. */
    public static boolean isAnnotated(PersistentVolumeClaim claim) {
        return annotation(claim).isPresent();
    }

    /** The source in the annotation, valid or not. */
    public static Optional<String> annotation(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(ANNOTATION));
    }

    private static ClaimSource parse(String text) {
        String[] parts = text.split("/", -1);
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(each -> each != Kind.OTHER && parts.length == 3 && each.text.equals(parts[1]))
                .findFirst();
        if (kind.isEmpty()) {
            throw new InvalidValueException(
                    "invalid %s %s: give namespace, kind and name, such as shop/VolumeSnapshot/nightly or shop/PersistentVolumeClaim/data"
                            .formatted(ANNOTATION, Text.quoted(text)));
        }
        ObjectKey key = ObjectKey.of(parts[0], parts[2]);
        return new ClaimSource(kind.get(), key.namespace().value(), key.name().value());
    }

    /** Reads {@code dataSourceRef}, or else {@code dataSource}; empty if the claim has neither. */
    private static Optional<ClaimSource> of(PersistentVolumeClaim claim) {
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
            case "VolumeSnapshot" -> isCore || Kind.SNAPSHOT.group.equals(group) ? Kind.SNAPSHOT : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    /** Whether a populator fills a claim with these fields, whatever the annotation says. */
    static boolean isOfAPopulator(PersistentVolumeClaim claim) {
        return of(claim).filter(source -> source.kind == Kind.OTHER).isPresent();
    }

    /** Whether the provisioner fills the claim. */
    public boolean isProvisioners() {
        return kind != Kind.OTHER;
    }

    /** Whether the claim is in another namespace. */
    public boolean isForeignTo(PersistentVolumeClaim claim) {
        return !namespace.equals(claim.getMetadata().getNamespace());
    }

    /** The object, such as {@code VolumeSnapshot shop/nightly}. */
    @Override
    public String toString() {
        return "%s %s/%s".formatted(kind, namespace, name);
    }
}
