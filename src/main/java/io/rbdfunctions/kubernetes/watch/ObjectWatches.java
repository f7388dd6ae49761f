package io.rbdfunctions.kubernetes.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Opens watches of the kinds that are reconciled, and elects the replica that watches. */
@Singleton
public record ObjectWatches(KubernetesClient client) {
    public ObjectWatch claims(ObjectWatch.Listener<PersistentVolumeClaim> listener) {
        return ObjectWatch.start(
                client, client.persistentVolumeClaims().inAnyNamespace(), PersistentVolumeClaim.class, listener);
    }

    public ObjectWatch volumes(ObjectWatch.Listener<PersistentVolume> listener) {
        return ObjectWatch.start(client, client.persistentVolumes(), PersistentVolume.class, listener);
    }

    public ObjectWatch attachments(ObjectWatch.Listener<VolumeAttachment> listener) {
        return ObjectWatch.start(client, client.storage().v1().volumeAttachments(), VolumeAttachment.class, listener);
    }

    /** A cluster without the kind has no objects of it. They are found once it has. */
    public ObjectWatch contents(ObjectWatch.Listener<GenericKubernetesResource> listener) {
        return ObjectWatch.start(
                client,
                client.genericKubernetesResources(SnapshotKinds.CONTENTS),
                GenericKubernetesResource.class,
                listener);
    }

    /**
     * Takes part in the election by a Lease. Both callbacks must return quickly.
     *
     * @param elected called when this replica becomes the leader
     * @param dismissed called when it stops being the leader
     */
    public LeaderElection elect(ObjectKey lease, Runnable elected, Runnable dismissed) {
        return LeaderElection.start(client, lease, elected, dismissed);
    }

    /** The namespace of this pod; {@code default} outside of a cluster. */
    public ObjectName ownNamespace() {
        return ApiCalls.ownNamespace(client);
    }
}
