package io.rbdfunctions.operation.check.ceph;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleter;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioner;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes a volume as for a claim, and removes it as for one. */
@Singleton
record TrialVolume(Provisioner provisioner, Deleter deleter, VolumeJournal journal, RadosObjects objects) {
    private static final Logger LOG = Logger.getLogger(TrialVolume.class);

    /** The image has no data, so it is removed in place whatever its size is. */
    private static final Capacity SMALL = new Capacity(1L << 20);

    /** Makes the volume. If that fails, removes what was made. */
    Provisioned make(PoolSession session, ProvisionRequest request) {
        try {
            return provisioner.run(request);
        } catch (RuntimeException failure) {
            cleanUp(session, request);
            throw failure;
        }
    }

    void remove(ProvisionRequest request) {
        ObjectName volume = volume(request);
        ClassSource source = request.classSource();
        var target = new ImageTarget(ImageNames.of(volume, null), source, new VolumeRef(volume, null));
        var _ = deleter.run(new DeleteRequest(target, volume, new DeletionMode.Permanent(), SMALL, false));
    }

    private static ObjectName volume(ProvisionRequest request) {
        return Objects.requireNonNull(request.persistentVolumeName());
    }

    /** Does not report failures: that of the creation says more. The next check removes what is left. */
    private void cleanUp(PoolSession session, ProvisionRequest request) {
        String left = failure(() -> remove(request))
                .flatMap(_ -> failure(() -> forget(session, volume(request))))
                .orElse(null);
        if (left != null) {
            LOG.infof("what a failed check made was not removed: %s", left);
        }
    }

    /** A user who may not make images may not remove them either, even if there is none. The journal has the volume then. */
    private void forget(PoolSession session, ObjectName volume) {
        Optional.ofNullable(session.journal())
                .flatMap(location -> journal.find(session.rbd(), location, volume))
                .filter(found -> !hasImage(session, found))
                .ifPresent(found -> journal.remove(session.rbd(), found.location(), volume, found.uuid()));
    }

    private boolean hasImage(PoolSession session, JournaledVolume volume) {
        ImageRef image = DynamicVolumes.imageOf(volume);
        return objects.run(
                        session.rbd(),
                        new ReadImageId(image.pool(), image.poolSpec().namespace(), image.name()))
                .isPresent();
    }

    private static Optional<String> failure(Runnable work) {
        try {
            Outcome<?> outcome = FailureClassifier.of(() -> {
                work.run();
                return true;
            });
            return outcome instanceof Outcome.Refused<?>(var refusal)
                    ? Optional.of(refusal.detail())
                    : Optional.empty();
        } catch (TryAgainException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
