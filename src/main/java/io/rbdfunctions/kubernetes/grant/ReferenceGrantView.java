package io.rbdfunctions.kubernetes.grant;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads a ReferenceGrant: the objects of its namespace that objects of other namespaces may refer to. */
public record ReferenceGrantView(GenericKubernetesResource grant) {
    /**
     * Whether claims of a namespace may refer to an object.
     *
     * @param group of the object; empty for the core group
     */
    public boolean allowsClaims(String namespace, String group, String kind, String name) {
        return entries("from")
                        .anyMatch(from -> is(from, "group", "")
                                && is(from, "kind", "PersistentVolumeClaim")
                                && is(from, "namespace", namespace))
                && entries("to")
                        .anyMatch(to -> is(to, "group", group)
                                && is(to, "kind", kind)
                                // Without a name, it is about all objects of the kind.
                                && (is(to, "name", "") || is(to, "name", name)));
    }

    private Stream<Map<?, ?>> entries(String field) {
        return grant.get("spec", field) instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(entry -> (Map<?, ?>) entry)
                : Stream.empty();
    }

    private static boolean is(Map<?, ?> entry, String field, String value) {
        return value.equals(Objects.toString(entry.get(field), ""));
    }
}
