package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.kubernetes.CsiManifest;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.volume.ClassParameters;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.Monitors;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ParameterReader;
import io.rbdfunctions.volume.Violations;
import io.rbdfunctions.volume.VolumeSource;
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
final class Converter {
    private final Classes classes;
    private final Volumes volumes;
    private final String provisioner;

    Converter(Classes classes, Volumes volumes, OperationConfig config) {
        this.classes = classes;
        this.volumes = volumes;
        this.provisioner = config.provisioner();
    }

    Converted convert(ConvertRequest request) {
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
                ParameterReader.readClass(classes.resolve(source).parameters(), violations);
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
                volumes.find(name)
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
