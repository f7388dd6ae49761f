package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.CsiManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Plans the conversion of an in-tree volume to a CSI volume of the same image. The source of a volume is immutable, so the
 * volume and its claim must be deleted and created again while no pod uses them. An administrator decides when; this class
 * only returns the steps.
 */
@Singleton
public record Converter(StorageClassResolver resolver, PersistentVolumes persistentVolumes, ProvisionerConfig config)
        implements VolumeOperation<ConvertRequest, Converted> {
    @Override
    public Converted run(ConvertRequest request) {
        ClassParameters parameters = parameters(request.classSource());
        PersistentVolume volume = volume(request.source());
        if (volume.getSpec() == null || volume.getMetadata() == null) {
            throw new RefusedException(Reason.INVALID, "the volume must have metadata and a spec");
        }
        if (isCsi(volume)) {
            return Converted.done();
        }
        RBDPersistentVolumeSource rbd = volume.getSpec().getRbd();
        if (rbd == null) {
            throw new RefusedException(
                    Reason.CONFLICT, "%s is not an in-tree RBD volume: it has no spec.rbd".formatted(name(volume)));
        }
        return convert(volume, rbd, parameters);
    }

    private Converted convert(PersistentVolume volume, RBDPersistentVolumeSource rbd, ClassParameters parameters) {
        try {
            PersistentVolume converted = CsiManifest.of(volume, rbd, parameters, config.provisioner());
            return new Converted(
                    false,
                    converted,
                    CsiManifest.claimOf(converted).orElse(null),
                    steps(converted),
                    warnings(volume, parameters));
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, "%s: %s".formatted(name(volume), invalid.getMessage()));
        }
    }

    /** The steps, in order, that replace an in-tree volume with the CSI volume. Each step can be repeated. */
    private static List<String> steps(PersistentVolume volume) {
        String name = volume.getMetadata().getName();
        ObjectReference claim = volume.getSpec().getClaimRef();
        List<String> steps = new ArrayList<>();
        steps.add("save the current objects: kubectl get pv %s -o yaml > %s.yaml%s"
                .formatted(name, name, claim == null ? "" : ", and the same for its claim"));
        steps.add(
                "stop every pod that uses the volume, and wait until no client has its image open: call info with image"
                        + " %s, watchers must be empty"
                                .formatted(volume.getSpec().getCsi().getVolumeHandle()));
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

    private Map<String, String> parameters(ClassSource source, Violations violations) {
        return SecretTemplates.expand(resolver.resolve(source).parameters(), _ -> Optional.empty(), violations);
    }

    private ClassParameters parameters(ClassSource source) {
        Violations violations = new Violations();
        ClassParameters parameters = ParameterReader.readClass(parameters(source, violations), violations);
        if (parameters != null && !(parameters.source() instanceof VolumeSource.Csi)) {
            violations.add("clusterID", "is missing: only a class with clusterID has CSI volumes");
        }
        if (parameters != null && !parameters.cluster().namespace().isDefault()) {
            violations.add(
                    "parameters.radosNamespace",
                    "nodes would look for the image in this namespace, in which in-tree volumes are not: use another clusterID");
        }
        return violations.orThrow(parameters);
    }

    private PersistentVolume volume(ConvertRequest.Source source) {
        return switch (source) {
            case ConvertRequest.Given(PersistentVolume given) -> given;
            case ConvertRequest.Named(ObjectName name) ->
                persistentVolumes
                        .find(name)
                        .orElseThrow(() -> new RefusedException(
                                Reason.NOT_FOUND, "persistentvolume \"%s\" not found".formatted(name)));
        };
    }

    private static boolean isCsi(PersistentVolume volume) {
        return volume.getSpec().getCsi() != null
                && CsiDriver.isOne(volume.getSpec().getCsi().getDriver());
    }

    private static String name(PersistentVolume volume) {
        return Objects.requireNonNullElse(volume.getMetadata().getName(), "the volume");
    }

    private static List<String> warnings(PersistentVolume volume, ClassParameters parameters) {
        Monitors current = new Monitors(new VolumeView(volume).monitors());
        Monitors ofClass = parameters.cluster().monitors();
        return Collections.disjoint(current.addresses(), ofClass.addresses())
                ? List.of("the volume has the monitors %s, the class has %s: make sure that they belong to one cluster"
                        .formatted(current, ofClass))
                : List.of();
    }
}
