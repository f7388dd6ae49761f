package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.node.NodeReader;
import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.check.kubernetes.KernelSupport.Need;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.parameters.VolumeSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The kernels of the nodes map images with the features of the class. */
@Singleton
record KernelsStep(NodeReader nodes) implements CheckStep {
    private static final int NAMED = 5;

    @Override
    public StepName name() {
        return StepName.KERNELS;
    }

    @Override
    public boolean needsApiServer() {
        return true;
    }

    @Override
    public Finding run(CheckContext context) {
        ImageLayout layout = context.parameters().layout();
        if (usesNbd(context.parameters().source())) {
            return Finding.skipped("nodes map the images with rbd-nbd, not with the kernel");
        }
        if (!KernelSupport.isPossible(layout)) {
            return Finding.failed(
                    "no kernel maps images with journaling",
                    "leave journaling out of imageFeatures, or set mounter to rbd-nbd in a class with clusterID");
        }
        List<Need> needs = KernelSupport.needs(layout);
        return needs.isEmpty()
                ? Finding.passed("every kernel that Kubernetes supports maps such images")
                : ofNodes(needs);
    }

    private static boolean usesNbd(VolumeSource source) {
        return source instanceof VolumeSource.Csi csi
                && "rbd-nbd".equals(csi.settings().attributes().get("mounter"));
    }

    private Finding ofNodes(List<Need> needs) {
        Map<String, String> kernels;
        try {
            kernels = nodes.kernels();
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                return Finding.skipped("%s, and the functions may not list nodes: look with kubectl get nodes -o wide"
                        .formatted(KernelSupport.text(needs)));
            }
            throw failure;
        }
        List<String> tooOld = KernelSupport.tooOld(kernels, needs);
        return tooOld.isEmpty()
                ? Finding.passed("%s: the %d nodes have it".formatted(KernelSupport.text(needs), kernels.size()))
                : Finding.failed("%s: %s".formatted(KernelSupport.text(needs), first(tooOld)), name().remedy());
    }

    /** Some of the names, and how many more there are. */
    static String first(List<String> names) {
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? "%s and %d more".formatted(named, names.size() - NAMED) : named;
    }
}
