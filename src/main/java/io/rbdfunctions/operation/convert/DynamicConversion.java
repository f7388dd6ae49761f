package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeEntry;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives the image of a volume what a dynamic volume of ceph-csi has: a name that ends with a uuid, from where ceph-csi takes it when
 * it deletes the volume, and an entry in the journal. An image that has such a name keeps it.
 */
@Singleton
record DynamicConversion(PoolSessions sessions, DynamicVolumes dynamicVolumes, ImageLocks locks, ImageStore store) {
    /**
     * Prepares the image, or finds out what its preparation would lead to. Can be repeated.
     *
     * @throws RefusedException if the image does not exist, or has to be renamed while a client has it open, or if the journal has
     *     another image under the name of the volume
     */
    JournaledVolume prepare(PersistentVolume volume, ClassParameters parameters, boolean isDryRun) {
        PoolSession session = sessions.open(clusterOf(volume, parameters.cluster()));
        ImageName name = new ImageName(
                new VolumeView(volume).image().orElseThrow(() -> new InvalidValueException("the volume has no image")));
        ImageRef image = session.image(name);
        VolumeEntry entry = entry(volume, name, prefix(parameters));
        if (isDryRun) {
            return sameImage(dynamicVolumes.foresee(session, entry), entry);
        }
        return locks.withLock(session.monitors(), image, () -> prepare(session, image, entry));
    }

    /** The image is in the pool that the volume names. By default its journal is there, too. */
    private static ClusterParameters clusterOf(PersistentVolume volume, ClusterParameters cluster) {
        PoolName pool = new PoolName(new VolumeView(volume).poolName());
        return new ClusterParameters(
                cluster.monitors(),
                pool,
                cluster.namespace(),
                cluster.pool().equals(cluster.journalPool()) ? pool : cluster.journalPool(),
                cluster.user(),
                cluster.adminSecret());
    }

    private static ImageNamePrefix prefix(ClassParameters parameters) {
        return ((VolumeSource.Csi) parameters.source()).settings().namePrefix();
    }

    private static VolumeEntry entry(PersistentVolume volume, ImageName image, ImageNamePrefix prefix) {
        ObjectName name = new ObjectName(volume.getMetadata().getName());
        ObjectReference claim = volume.getSpec().getClaimRef();
        Optional<VolumeUuid> own = VolumeUuid.atEndOf(image);
        VolumeUuid uuid = own.orElseGet(() -> VolumeUuid.of(ImageNames.uidOf(name)));
        return new VolumeEntry(
                name,
                uuid,
                own.isPresent() ? image : prefix.imageOf(uuid),
                claim == null ? null : new ObjectName(claim.getNamespace()));
    }

    private JournaledVolume prepare(PoolSession session, ImageRef image, VolumeEntry entry) {
        ImageRef prepared = session.image(entry.image());
        Optional<ImageInfo> existing = store.find(session.rbd(), prepared);
        if (existing.isEmpty()
                && (prepared.equals(image) || store.find(session.rbd(), image).isEmpty())) {
            throw new RefusedException(Reason.NOT_FOUND, "convert %s: the image does not exist".formatted(image));
        }
        if (existing.isEmpty()) {
            ImageUsers.requireUnwatched(image, ImageUsers.watchers(session, image));
        }
        JournaledVolume journaled = sameImage(dynamicVolumes.reserve(session, entry), entry);
        if (existing.isEmpty()) {
            session.run(new Rename(image, entry.image()));
        }
        dynamicVolumes.recordImageId(session, journaled, existing.orElse(null));
        return journaled;
    }

    private static JournaledVolume sameImage(JournaledVolume journaled, VolumeEntry entry) {
        if (!journaled.image().equals(entry.image())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "the journal has the image %s under the name %s, not %s: correct the journal"
                            .formatted(journaled.image(), entry.requestName(), entry.image()));
        }
        return journaled;
    }
}
