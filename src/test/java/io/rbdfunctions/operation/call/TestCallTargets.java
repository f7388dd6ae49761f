package io.rbdfunctions.operation.call;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.RadosObjects;

/** Creates the search as the application does, for the tests of other packages. */
public final class TestCallTargets {
    private TestCallTargets() {}

    public static CallTargets of(
            PoolSessions sessions,
            StorageClassResolver resolver,
            VolumeJournal journal,
            RadosObjects objects,
            RecentRemovals removals,
            PersistentVolumes volumes,
            PersistentVolumeClaims claims) {
        PoolTags tags = new PoolTags(objects);
        TrashSearch trash = new TrashSearch(journal, tags);
        VolumeSearch search = new VolumeSearch(journal, tags, trash);
        ExistingTargets existing = new ExistingTargets(
                new ClusterVolumes(volumes, claims), new VolumePlace(sessions, resolver), search, sessions);
        return new CephCallTargets(
                existing,
                new DeletionTargets(existing, search, sessions, removals),
                new TrashTargets(trash, search, sessions, removals),
                new TrashHints(trash, sessions));
    }
}
