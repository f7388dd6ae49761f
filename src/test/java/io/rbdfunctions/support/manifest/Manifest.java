package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A Kubernetes object as sent to the API server. */
public record Manifest(ObjectNode document) {

    String apiVersion() {
        return text("/apiVersion");
    }

    /** The API group; empty for the core group. */
    String group() {
        return apiVersion().contains("/") ? apiVersion().replaceFirst("/.*", "") : "";
    }

    String version() {
        return apiVersion().replaceFirst(".*/", "");
    }

    public String kind() {
        return text("/kind");
    }

    public String name() {
        return text("/metadata/name");
    }

    /** The namespace; empty for cluster-scoped objects. */
    public String namespace() {
        return text("/metadata/namespace");
    }

    /** The group, version and kind, as in the names of the schemas. */
    public String type() {
        return apiVersion() + "/" + kind();
    }

    /** Whether only the project's own JSON Schemas cover the type, as for cert-manager and the Prometheus Operator. */
    boolean isKnownToSchemasOnly() {
        return Set.of("cert-manager.io", "monitoring.coreos.com", "snapshot.storage.k8s.io")
                .contains(group());
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    public boolean isNamed(String type, String namespace, String name) {
        return is(type) && namespace().equals(namespace) && name().equals(name);
    }

    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asText();
    }

    public List<JsonNode> list(String pointer) {
        return StreamSupport.stream(at(pointer).spliterator(), false).toList();
    }

    public Manifest copy() {
        return new Manifest(document.deepCopy());
    }

    @Override
    public String toString() {
        return "%s %s".formatted(type(), namespace().isEmpty() ? name() : namespace() + "/" + name());
    }
}
