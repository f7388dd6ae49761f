package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.CsiManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.convert.Converted.Action;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Converts in-tree volumes to CSI volumes of the same image, and static CSI volumes to dynamic ones. The source of a volume is
 * immutable, so the volume and its claim must be deleted and created again while no pod uses them. An administrator decides when;
 * this class returns the steps, and prepares the image of a dynamic volume.
 */
@Singleton
public record Converter(
        StorageClassResolver resolver,
        PersistentVolumes persistentVolumes,
        DynamicConversion dynamicConversion,
        ProvisionerConfig config)
        implements VolumeOperation<ConvertRequest, Converted> {
    @Override
    public Converted run(ConvertRequest request) {
        ResolvedClass storageClass = resolver.resolve(request.classSource());
        ClassParameters parameters = parameters(storageClass);
        PersistentVolume volume = request.source().read(persistentVolumes);
        VolumeView view = new VolumeView(volume);
        if (isCsi(volume) && (!request.isDynamic() || view.dynamicHandle().isPresent())) {
            return Converted.done();
        }
        if (!isCsi(volume) && volume.getSpec().getRbd() == null) {
            throw new RefusedException(
                    Reason.CONFLICT, "%s is not an in-tree RBD volume: it has no spec.rbd".formatted(name(volume)));
        }
        requireNamespace(view, parameters);
        try {
            return request.isDynamic()
                    ? dynamic(volume, storageClass, parameters, request.dryRun())
                    : planned(volume, CsiManifest.of(volume, parameters, config.provisioner()), parameters);
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, "%s: %s".formatted(name(volume), invalid.getMessage()));
        }
    }

    private Converted planned(PersistentVolume volume, PersistentVolume converted, ClassParameters parameters) {
        return new Converted(
                Action.TO_BE_CONVERTED,
                converted,
                CsiManifest.claimOf(converted).orElse(null),
                ConversionSteps.of(converted, imageOf(volume)),
                warnings(volume, parameters));
    }

    private Converted dynamic(
            PersistentVolume volume, ResolvedClass storageClass, ClassParameters parameters, boolean isDryRun) {
        JournaledVolume journaled = dynamicConversion.prepare(volume, parameters, isDryRun);
        String prepared = journaled.image().value();
        PersistentVolume converted = CsiManifest.of(
                volume,
                DynamicVolumes.imageOf(journaled),
                parameters,
                config.provisioner(),
                DynamicVolumes.manifestOf(journaled, storageClass, parameters).orElseThrow());
        return new Converted(
                isDryRun ? Action.TO_BE_CONVERTED : Action.PREPARED,
                converted,
                CsiManifest.claimOf(converted).orElse(null),
                isDryRun
                        ? ConversionSteps.withPreparation(converted, imageOf(volume), prepared)
                        : ConversionSteps.of(converted, prepared),
                warnings(volume, parameters));
    }

    private static String imageOf(PersistentVolume volume) {
        return new VolumeView(volume).image().orElse("");
    }

    /** In-tree volumes are in no namespace, and nodes look for the image where the class says. */
    private static void requireNamespace(VolumeView volume, ClassParameters parameters) {
        String ofClass = parameters.cluster().namespace().value();
        boolean isRight = volume.isInTree()
                ? ofClass.isEmpty()
                : volume.radosNamespace().filter(name -> !name.equals(ofClass)).isEmpty();
        if (!isRight) {
            Violations violations = new Violations();
            violations.add(
                    "parameters.radosNamespace",
                    "nodes would look for the image in this namespace, in which %s: use another clusterID"
                            .formatted(volume.isInTree() ? "in-tree volumes are not" : "it is not"));
            throw violations.asException();
        }
    }

    private static ClassParameters parameters(ResolvedClass storageClass) {
        Violations violations = new Violations();
        Map<String, String> expanded =
                SecretTemplates.expand(storageClass.parameters(), _ -> Optional.empty(), violations);
        ClassParameters parameters = ParameterReader.readClass(expanded, violations);
        if (parameters != null && !(parameters.source() instanceof VolumeSource.Csi)) {
            violations.add(
                    "parameters.clusterID",
                    "is missing: only a class with clusterID has CSI volumes; name such a class");
        }
        return violations.orThrow(parameters);
    }

    private static boolean isCsi(PersistentVolume volume) {
        return volume.getSpec().getCsi() != null
                && CsiDriver.isOne(volume.getSpec().getCsi().getDriver());
    }

    private static String name(PersistentVolume volume) {
        return Objects.requireNonNullElse(volume.getMetadata().getName(), "the volume");
    }

    private static List<String> warnings(PersistentVolume volume, ClassParameters parameters) {
        if (volume.getSpec().getRbd() == null) {
            return List.of();
        }
        Monitors current = new Monitors(new VolumeView(volume).monitors());
        Monitors ofClass = parameters.cluster().monitors();
        return Collections.disjoint(current.addresses(), ofClass.addresses())
                ? List.of("the volume has the monitors %s, the class has %s: make sure that they belong to one cluster"
                        .formatted(current, ofClass))
                : List.of();
    }
}
