package io.rbdfunctions.volume;

/** Namespace and name of a Kubernetes object. */
public record ObjectKey(ObjectName namespace, ObjectName name) {
    public static ObjectKey of(String namespace, String name) {
        return new ObjectKey(new ObjectName(namespace), new ObjectName(name));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
