package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.repair.JournalContents;
import io.rbdfunctions.operation.repair.JournalListing;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.reconcile.snapshot.SnapshotConfig;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the snapshots of ceph-csi's layout with the VolumeSnapshotContents. */
@Singleton
public record SnapshotSearch(JournalContents journals, SnapshotContents contents, SnapshotConfig config) {
    /** What snapshots have that are taken for a VolumeSnapshot. Those of calls have names of another form. */
    private static final String NAME = "snapshot-";

    private static final int UID_LENGTH = 36;

    /**
     * The snapshots that Kubernetes knows, of whichever driver.
     *
     * @param uuids in the handles
     * @param uids of the VolumeSnapshots, which a snapshot without a handle has as uuid and in its name
     */
    private record Known(Set<String> uuids, Set<String> uids) {
        Known() {
            this(new HashSet<>(), new HashSet<>());
        }

        void add(SnapshotContentView content) {
            content.handle().map(Known::end).ifPresent(uuids::add);
            content.sourceHandle().map(Known::end).ifPresent(uuids::add);
            if (!content.snapshotUid().isEmpty()) {
                uids.add(content.snapshotUid());
            }
        }

        boolean has(String uuid, String name) {
            return uuids.contains(uuid) || uids.contains(uuid) || uids.contains(end(name));
        }

        private static String end(String text) {
            return text.substring(Math.max(0, text.length() - UID_LENGTH));
        }
    }

    /**
     * Finds entries of the journal, and images without one, that belong to no VolumeSnapshotContent.
     *
     * @param images the names of all images in the pool
     */
    void find(
            PoolKey pool,
            PoolAccess access,
            Set<String> images,
            Deadline deadline,
            JournalSearch.Found journal,
            BoundedList<String> orphans) {
        ClassSource.Given source = access.journal();
        if (source == null || !config.isEnabled() || deadline.hasPassed()) {
            return;
        }
        JournalListing listing = journals.listSnapshots(source, deadline::hasPassed);
        SortedMap<String, String> entries = entries(source, listing, deadline);
        SortedMap<String, String> unlisted = imagesWithoutEntry(images, listing);
        if (entries.isEmpty() && unlisted.isEmpty()) {
            return;
        }
        Known known = known(deadline);
        if (known == null || deadline.hasPassed()) {
            return;
        }
        entries.forEach((uuid, name) -> {
            if (!known.has(uuid, name)) {
                journal.entries()
                        .add("%s/csi.snap.%s (%s)%s"
                                .formatted(pool.spec(), uuid, name.isEmpty() ? "unnamed" : name, access.mark()));
            }
        });
        unlisted.forEach((uuid, image) -> {
            if (!known.has(uuid, image)) {
                orphans.add(pool.spec() + "/" + image + access.mark());
            }
        });
    }

    /** The names of the snapshots that were taken for VolumeSnapshots, by uuid; empty names of objects without one. */
    private SortedMap<String, String> entries(ClassSource source, JournalListing listing, Deadline deadline) {
        SortedMap<String, String> entries = new TreeMap<>();
        listing.directory().forEach((name, uuid) -> entries.put(uuid, name));
        for (String uuid : listing.unlisted()) {
            if (!deadline.hasPassed()) {
                entries.put(uuid, journals.nameOfSnapshot(source, uuid).orElse(""));
            }
        }
        entries.values().removeIf(name -> !name.isEmpty() && !isOfVolumeSnapshot(name));
        return entries;
    }

    private static boolean isOfVolumeSnapshot(String name) {
        return name.startsWith(NAME) && VolumeUuid.isOne(name.substring(NAME.length()));
    }

    private static SortedMap<String, String> imagesWithoutEntry(Set<String> images, JournalListing listing) {
        SortedMap<String, String> without = new TreeMap<>();
        if (listing.hasWholeDirectory() && listing.hasAllObjects()) {
            images.forEach(image -> ImageName.uuidOfSnapshot(image)
                    .filter(uuid -> !listing.objects().contains(uuid))
                    .filter(uuid -> !listing.directory().containsValue(uuid))
                    .ifPresent(uuid -> without.put(uuid, image)));
        }
        return without;
    }

    /** Null if they cannot be listed, which the sweep reports. */
    private @Nullable Known known(Deadline deadline) {
        Known known = new Known();
        try {
            ListPager.forEach(
                    contents::page,
                    deadline::hasPassed,
                    (GenericKubernetesResource content) -> known.add(new SnapshotContentView(content)));
            return known;
        } catch (StaleObjectException _) {
            return null;
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                return null;
            }
            throw failure;
        }
    }
}
