package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.CsiManifest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Tells how an in-tree volume becomes a CSI one over the same image. A volume's source cannot be changed: it must be
 * deleted and made anew, with its claim, while nobody uses it. When that is, and whether each step went well, is for
 * people to judge, so this only says what to do.
 */
@Singleton
public final class Converter implements VolumeOperation<ConvertRequest, Converted> {
    private final StorageClassResolver storageClassResolver;
    private final PersistentVolumes persistentVolumes;
    private final String provisioner;

    public Converter(
            StorageClassResolver storageClassResolver, PersistentVolumes persistentVolumes, OperationConfig config) {
        this.storageClassResolver = storageClassResolver;
        this.persistentVolumes = persistentVolumes;
        this.provisioner = config.provisioner();
    }

    @Override
    public Class<ConvertRequest> requestType() {
        return ConvertRequest.class;
    }

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
                    Reason.CONFLICT, "%s is no in-tree RBD volume: it has no spec.rbd".formatted(name(volume)));
        }
        try {
            PersistentVolume made = CsiManifest.of(volume, rbd, parameters, provisioner);
            return new Converted(
                    false,
                    made,
                    CsiManifest.claimOf(made).orElse(null),
                    ConversionSteps.of(made),
                    warnings(rbd, parameters));
        } catch (InvalidValueException wrong) {
            throw new RefusedException(Reason.INVALID, "%s: %s".formatted(name(volume), wrong.getMessage()));
        }
    }

    private ClassParameters parameters(ClassSource source) {
        Violations violations = new Violations();
        ClassParameters parameters =
                ParameterReader.readClass(storageClassResolver.resolve(source).parameters(), violations);
        if (parameters != null && !(parameters.source() instanceof VolumeSource.Csi)) {
            violations.add("clusterID", "is missing: a volume is converted to what a class with clusterID gives");
        }
        if (parameters == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return parameters;
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

    private static List<String> warnings(RBDPersistentVolumeSource rbd, ClassParameters parameters) {
        Monitors theirs = new Monitors(Objects.requireNonNullElse(rbd.getMonitors(), List.of()));
        Monitors ours = parameters.cluster().monitors();
        return Collections.disjoint(theirs.addresses(), ours.addresses())
                ? List.of("the volume's monitors %s are none of the class's, %s: make sure that they are of one cluster"
                        .formatted(theirs, ours))
                : List.of();
    }
}
