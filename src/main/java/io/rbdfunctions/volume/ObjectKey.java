package io.rbdfunctions.volume;

/** Where a namespaced Kubernetes object is found: a Secret, a claim. */
public record ObjectKey(ObjectName namespace, ObjectName name) {
    public static ObjectKey of(String namespace, String name) {
        return new ObjectKey(new ObjectName(namespace), new ObjectName(name));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
