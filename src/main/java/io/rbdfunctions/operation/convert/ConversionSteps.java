package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.ArrayList;
import java.util.List;

/** The steps, in order, that replace a volume by the converted one. Each step can be repeated. */
final class ConversionSteps {
    private ConversionSteps() {}

    /**
     * The steps for an image that needs no preparation, or is prepared.
     *
     * @param image its name
     */
    static List<String> of(PersistentVolume converted, String image) {
        return steps(converted, image, List.of());
    }

    /**
     * The steps for an image that has to be prepared.
     *
     * @param image its name now
     * @param prepared its name then
     */
    static List<String> withPreparation(PersistentVolume converted, String image, String prepared) {
        String rename = image.equals(prepared) ? "" : ", and renames it to " + prepared;
        return steps(
                converted,
                image,
                List.of("call convert again without dryRun: it enters the image into the journal of ceph-csi"
                        + rename));
    }

    private static List<String> steps(PersistentVolume volume, String image, List<String> preparation) {
        String name = volume.getMetadata().getName();
        ObjectReference claim = volume.getSpec().getClaimRef();
        List<String> steps = new ArrayList<>();
        steps.add("save the current objects: kubectl get pv %s -o yaml > %s.yaml%s"
                .formatted(name, name, claim == null ? "" : ", and the same for its claim"));
        steps.add(
                "stop every pod that uses the volume, and wait until no client has its image open: call info with image"
                        + " %s, watchers must be empty".formatted(image));
        steps.addAll(preparation);
        steps.add("kubectl patch pv %s -p '{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Retain\"}}'".formatted(name));
        if (claim != null) {
            steps.add("kubectl delete pvc -n %s %s".formatted(claim.getNamespace(), claim.getName()));
        }
        steps.add("kubectl delete pv %s, and wait until it is gone; its image is kept".formatted(name));
        steps.add("kubectl apply -f - with the persistentVolume of this answer");
        if (claim != null) {
            steps.add("kubectl apply -f - with the persistentVolumeClaim of this answer, and with the labels and"
                    + " annotations that you had set on the old claim; wait until it is Bound");
        }
        steps.add("start the pods again");
        return steps;
    }
}
