package io.rbdfunctions.reconcile.snapshot;

import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses;
import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses.SnapshotClass;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import io.rbdfunctions.volume.parameters.SnapshotParameters.SnapshotNames;
import io.rbdfunctions.volume.parameters.SnapshotParameters.Use;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Finds the parameters by which the cluster of a snapshot is reached: those of its class, and the Secret in its annotations. */
@Singleton
record SnapshotAccess(SnapshotClasses classes, ProvisionerConfig config) {
    private static final String CLUSTER_ID = "clusterID";

    /**
     * Reads the class of a snapshot that is to be taken.
     *
     * @throws RefusedException if the class does not exist or belongs to another driver
     * @throws InvalidRequestException if its parameters are invalid
     */
    ClassSource toTake(SnapshotContentView content, VolumeHandle volume) {
        ObjectName name = content.className()
                .map(ObjectName::new)
                .orElseThrow(() -> new RefusedException(Reason.INVALID, "it names no VolumeSnapshotClass"));
        SnapshotClass found = classes.find(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "volumesnapshotclass \"%s\" not found: create it again".formatted(name)));
        if (!found.driver().equals(config.provisioner())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "volumesnapshotclass \"%s\" belongs to driver %s, not to %s"
                            .formatted(name, found.driver(), config.provisioner()));
        }
        Violations violations = new Violations();
        Map<String, String> parameters =
                SnapshotParameters.read(found.parameters(), Use.TAKE, namesOf(content), violations);
        violations.throwIfAny();
        return complete(parameters, content, volume);
    }

    /** For a snapshot that existed before: its class may be missing. */
    ClassSource toFind(SnapshotContentView content, VolumeHandle snapshot) {
        return complete(ofClassIfAny(content, Use.FIND), content, snapshot);
    }

    /** The class may have been deleted since the snapshot was taken. */
    ClassSource toDelete(SnapshotContentView content, VolumeHandle snapshot) {
        return complete(ofClassIfAny(content, Use.TAKE), content, snapshot);
    }

    private Map<String, String> ofClassIfAny(SnapshotContentView content, Use use) {
        Optional<SnapshotClass> found = content.className().map(ObjectName::new).flatMap(classes::find);
        if (found.isEmpty()) {
            return Map.of();
        }
        Violations violations = new Violations();
        Map<String, String> parameters =
                SnapshotParameters.readKnown(found.get().parameters(), use, namesOf(content), violations);
        violations.throwIfAny();
        return parameters;
    }

    private static ClassSource complete(Map<String, String> ofClass, SnapshotContentView content, VolumeHandle handle) {
        Map<String, String> parameters = ofClass;
        if (ParameterMap.get(parameters, CLUSTER_ID).isEmpty()) {
            parameters =
                    ParameterMap.with(parameters, CLUSTER_ID, handle.clusterId().value());
        }
        Optional<ObjectKey> secret = content.secret();
        if (secret.isPresent()) {
            parameters = ParameterMap.with(
                    parameters, "adminSecretName", secret.get().name().value());
            parameters = ParameterMap.with(
                    parameters, "adminSecretNamespace", secret.get().namespace().value());
        }
        return new ClassSource.Given(parameters);
    }

    private static SnapshotNames namesOf(SnapshotContentView content) {
        return new SnapshotNames(content.name().value(), content.snapshotName(), content.snapshotNamespace());
    }
}
