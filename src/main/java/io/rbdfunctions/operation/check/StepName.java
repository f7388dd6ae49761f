package io.rbdfunctions.operation.check;

import java.util.List;

/**
 * The steps of a check in their order. Each begins where those that it needs have passed, so that the first failed step names the
 * fault.
 */
public enum StepName {
    PARAMETERS("parameters", "correct the class: docs/storageclass.md describes its parameters"),
    SECRET("secret", "store the user's key in the Secret that the class names: see docs/ceph.md"),
    NODE_SECRET("nodeSecret", "store the nodes' user and key in the Secret: see docs/ceph.md"),
    MONITORS("monitors", "correct the addresses of the monitors, or the network policies between the pods and Ceph"),
    KEY("key", "compare the user, its key and its capabilities with docs/ceph.md"),
    POOL("pool", "create the pool, or change that of the class: see docs/ceph.md"),
    ROOM("room", "free space, add OSDs, or raise the quota with ceph osd pool set-quota"),
    CAPABILITIES("capabilities", "give the user the capabilities of docs/ceph.md"),
    IMAGE("image", "see the message: docs/troubleshooting.md lists what Ceph answers"),
    KERNELS("kernels", "leave the features out of imageFeatures, or update the nodes"),
    DRIVER("driver", "install the node plugin of ceph-csi, or set csiDriver to the name of the one that is there"),
    EVENTS("events", "look whether what reports claims to the functions is ready: see docs/troubleshooting.md"),
    PERMISSIONS(
            "permissions", "apply the manifests of this version again: kubectl apply -k with the overlay that you use");

    private final String text;
    private final String remedy;

    StepName(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /** The steps without which this one cannot be run. */
    List<StepName> needed() {
        return switch (this) {
            case PARAMETERS, EVENTS, PERMISSIONS -> List.of();
            case SECRET, NODE_SECRET, MONITORS, KERNELS, DRIVER -> List.of(PARAMETERS);
            case KEY -> List.of(SECRET, MONITORS);
            case POOL -> List.of(KEY);
            case ROOM -> List.of(POOL);
            case CAPABILITIES -> List.of(ROOM);
            case IMAGE -> List.of(CAPABILITIES);
        };
    }

    /** What to do if the step fails and does not know better. */
    public String remedy() {
        return remedy;
    }

    /** The name in replies. */
    @Override
    public String toString() {
        return text;
    }
}
