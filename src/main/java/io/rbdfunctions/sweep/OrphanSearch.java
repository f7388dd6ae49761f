package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.Orphans.Trashed;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.cluster.AbsentClusters;
import io.rbdfunctions.sweep.cluster.SearchedClusters;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Finds orphans by comparing the images and the journals in the pools with the volumes. */
@Singleton
public record OrphanSearch(
        PoolContents poolContents,
        OrphanConfirmation orphanConfirmation,
        TaggedImages tagged,
        JournalSearch journalSearch,
        SnapshotSearch snapshotSearch,
        ConservativeClock conservativeClock) {
    /**
     * The result of a search.
     *
     * @param trash the trash of each reachable pool
     */
    public record Found(Orphans orphans, Map<PoolKey, List<TrashedImage>> trash) {}

    /**
     * Finds orphans.
     *
     * @param pools the pools to search
     * @param volumeIndex all volumes
     * @param pendingClaims the uids of claims that wait for a volume; their images are no orphans
     */
    public Found find(
            SortedMap<PoolKey, PoolAccess> pools,
            VolumeIndex volumeIndex,
            Set<String> pendingClaims,
            Deadline deadline) {
        Map<PoolKey, List<TrashedImage>> trash = new HashMap<>();
        BoundedList<String> images = new BoundedList<>();
        BoundedList<String> volumes = new BoundedList<>();
        BoundedList<Trashed> trashed = new BoundedList<>();
        BoundedList<String> unreachable = new BoundedList<>();
        JournalSearch.Found journals = new JournalSearch.Found();
        AbsentClusters absent = new AbsentClusters();
        SearchedClusters clusters = new SearchedClusters();
        pools.forEach((pool, access) -> {
            clusters.add(access.cluster());
            if (absent.contains(pool.monitors())) {
                clusters.addUnreachable(access.cluster());
                unreachable.add(pool.spec() + access.mark() + ": left out, because its cluster does not answer");
                return;
            }
            ClassSource source = access.source();
            try {
                Set<String> names = new HashSet<>(poolContents.images(source));
                List<TrashedImage> inTrash = poolContents.trash(source);
                trash.put(pool, inTrash);
                names.stream()
                        .filter(name -> isOrphan(pool.spec(), name, volumeIndex, pendingClaims, deadline)
                                || isLeftover(pool.spec(), name, names, volumeIndex))
                        .forEach(name -> images.add(pool.spec() + "/" + name + access.mark()));
                tagged.orphans(pool.spec(), source, names, volumeIndex)
                        .forEach(image -> images.add(image + access.mark()));
                withoutImage(volumeIndex.in(pool), names, deadline).forEach(volumes::add);
                notToBePurged(inTrash).forEach(image -> trashed.add(Trashed.of(pool, access, image)));
                journalSearch.find(pool, access, volumeIndex, deadline, journals);
                snapshotSearch.find(pool, access, names, deadline, journals, images);
                if (deadline.hasPassed()) {
                    unreachable.add(pool.spec() + access.mark() + ": the time was up before all images were compared");
                }
            } catch (RefusedException | TryAgainException failure) {
                absent.note(pool.monitors(), failure);
                clusters.addUnreachable(access.cluster());
                unreachable.add(pool.spec() + access.mark() + ": " + failure.getMessage());
            }
        });
        Orphans orphans = new Orphans(
                BoundedList.texts(images),
                BoundedList.texts(volumes),
                trashed.list(),
                trashed.omitted(),
                BoundedList.texts(journals.entries()),
                BoundedList.texts(journals.incomplete()),
                BoundedList.texts(unreachable),
                clusters.list());
        return new Found(orphans, trash);
    }

    private List<TrashedImage> notToBePurged(List<TrashedImage> trash) {
        if (trash.isEmpty()) {
            return trash;
        }
        Instant now = conservativeClock.instant();
        return trash.stream()
                .filter(image -> !TrashPurge.isToBePurged(image, now))
                .toList();
    }

    private List<String> withoutImage(List<VolumeIndex.Entry> volumes, Set<String> images, Deadline deadline) {
        return volumes.stream()
                .filter(volume -> !images.contains(volume.image()) && !deadline.hasPassed())
                .map(VolumeIndex.Entry::name)
                .filter(orphanConfirmation::isVolumeKept)
                .toList();
    }

    private boolean isOrphan(
            String pool, String image, VolumeIndex volumeIndex, Set<String> pendingClaims, Deadline deadline) {
        return ImageName.uidIn(image)
                .filter(uid -> !volumeIndex.uses(pool, image)
                        && !pendingClaims.contains(uid)
                        && !deadline.hasPassed()
                        && orphanConfirmation.isVolumeMissing("pvc-" + uid))
                .isPresent();
    }

    /** What an interrupted rollback has left of a volume that was deleted meanwhile. */
    private static boolean isLeftover(String pool, String image, Set<String> images, VolumeIndex volumeIndex) {
        return DynamicVolumes.imageOfReplacement(image)
                .filter(name -> !images.contains(name) && !volumeIndex.uses(pool, name))
                .isPresent();
    }
}
