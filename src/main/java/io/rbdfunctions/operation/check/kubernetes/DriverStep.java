package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.kubernetes.node.DriverNodes;
import io.rbdfunctions.kubernetes.node.NodeReader;
import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.parameters.VolumeSource;
import jakarta.inject.Singleton;
import java.util.OptionalInt;

/** Nodes can mount the volumes: by the CSI driver of the class, or by the kubelet itself. */
@Singleton
record DriverStep(NodeReader nodes) implements CheckStep {
    /** From Kubernetes 1.31 on, the kubelet cannot mount RBD images. */
    private static final int LAST_WITH_IN_TREE = 30;

    @Override
    public StepName name() {
        return StepName.DRIVER;
    }

    @Override
    public boolean needsApiServer() {
        return true;
    }

    @Override
    public Finding run(CheckContext context) {
        return context.parameters().source() instanceof VolumeSource.Csi csi ? ofCsi(csi.driver()) : ofKubelet();
    }

    private Finding ofCsi(CsiDriver driver) {
        if (!nodes.hasDriver(driver)) {
            return Finding.failed("the cluster has no CSIDriver %s".formatted(driver), name().remedy());
        }
        DriverNodes found = nodes.nodesOf(driver);
        if (found.with().isEmpty()) {
            return Finding.failed(
                    "no node has the driver %s".formatted(driver),
                    "look at the pods of ceph-csi's DaemonSet, which registers the driver with the kubelet of each node");
        }
        int count = found.with().size();
        return Finding.passed(
                found.without().isEmpty()
                        ? "%s on all %d nodes".formatted(driver, count)
                        : "%s on %d nodes, not on %s".formatted(driver, count, KernelsStep.first(found.without())));
    }

    private Finding ofKubelet() {
        OptionalInt minor = nodes.minorVersion();
        if (minor.isEmpty()) {
            return Finding.skipped(
                    "the API server does not tell its version; only Kubernetes up to 1.30 mounts in-tree volumes");
        }
        return minor.getAsInt() <= LAST_WITH_IN_TREE
                ? Finding.passed("Kubernetes 1.%d mounts in-tree volumes itself".formatted(minor.getAsInt()))
                : Finding.failed(
                        "Kubernetes 1.%d cannot mount in-tree volumes".formatted(minor.getAsInt()),
                        "use a class with clusterID, whose volumes ceph-csi mounts: see docs/storageclass.md");
    }
}
