package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.ArrayList;
import java.util.List;

/** What is to be done, in order, to put a CSI volume in the place of an in-tree one. Each step can be repeated. */
final class ConversionSteps {
    private ConversionSteps() {}

    static List<String> of(PersistentVolume volume) {
        String name = volume.getMetadata().getName();
        ObjectReference claim = volume.getSpec().getClaimRef();
        List<String> steps = new ArrayList<>();
        steps.add("keep what is there: kubectl get pv %s -o yaml > %s.yaml%s"
                .formatted(name, name, claim == null ? "" : ", and the same of its claim"));
        steps.add(
                "stop every pod that uses the volume, and wait until its image is watched no more: call info with image"
                        + " %s, watchers must be empty"
                                .formatted(volume.getSpec().getCsi().getVolumeHandle()));
        steps.add("kubectl patch pv %s -p '{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Retain\"}}'".formatted(name));
        if (claim != null) {
            steps.add("kubectl delete pvc -n %s %s".formatted(claim.getNamespace(), claim.getName()));
        }
        steps.add("kubectl delete pv %s, and wait until it is gone; its image stays".formatted(name));
        steps.add("kubectl apply -f - with the persistentVolume of this answer");
        if (claim != null) {
            steps.add(
                    "kubectl apply -f - with the persistentVolumeClaim of this answer, and the labels and annotations of"
                            + " your own that the old one had; wait until it is Bound");
        }
        steps.add("start the pods again");
        return steps;
    }
}
