package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.repair.JournalContents;
import io.rbdfunctions.operation.repair.JournalListing;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the journals of ceph-csi with the volumes. */
@Singleton
public record JournalSearch(
        JournalContents contents, OrphanConfirmation orphanConfirmation, PersistentVolumeClaims claims) {
    /** What was found; see {@link Orphans}. */
    record Found(BoundedList<String> entries, BoundedList<String> incomplete) {
        Found() {
            this(new BoundedList<>(), new BoundedList<>());
        }
    }

    /** How many journals of volumes each search reads in a pool with too many objects to list all. */
    private static final int SAMPLE_SIZE = 20;

    private static final int UID_LENGTH = 36;

    /**
     * Compares the journal of a pool.
     *
     * @param volumeIndex all volumes
     * @throws RefusedException if the class, the pool or the user is not usable
     * @throws TryAgainException if Ceph or the API server fails
     */
    void find(PoolKey pool, PoolAccess access, VolumeIndex volumeIndex, Deadline deadline, Found found) {
        ClassSource.Given source = access.journal();
        if (source == null || deadline.hasPassed()) {
            return;
        }
        JournalListing listing = contents.list(source, deadline::hasPassed);
        withoutVolume(source, listing, volumeIndex, deadline)
                .forEach((uuid, name) -> found.entries()
                        .add("%s/csi.volume.%s (%s)%s"
                                .formatted(pool.spec(), uuid, name.isEmpty() ? "unnamed" : name, access.mark())));
        for (String volume : suspects(listing, volumeIndex.in(pool))) {
            if (!deadline.hasPassed()) {
                orphanConfirmation
                        .kept(volume)
                        .flatMap(contents::gap)
                        .ifPresent(gap -> found.incomplete().add("%s: %s; call repair".formatted(volume, gap)));
            }
        }
    }

    /** Names of volumes that do not exist, by uuid; empty names of objects without one. */
    private SortedMap<String, String> withoutVolume(
            ClassSource source, JournalListing listing, VolumeIndex volumeIndex, Deadline deadline) {
        SortedMap<String, String> candidates = new TreeMap<>();
        listing.directory().forEach((name, uuid) -> {
            if (!volumeIndex.hasUuid(uuid)) {
                candidates.put(uuid, name);
            }
        });
        for (String uuid : listing.unlisted()) {
            if (!volumeIndex.hasUuid(uuid) && !deadline.hasPassed()) {
                candidates.put(uuid, contents.nameOf(source, uuid).orElse(""));
            }
        }
        if (!candidates.isEmpty()) {
            // Claims before volumes: the volume of a claim that is no longer pending exists.
            Set<String> pending = pendingClaims(deadline);
            candidates
                    .entrySet()
                    .removeIf(candidate -> deadline.hasPassed()
                            || pending.contains(candidate.getKey())
                            || pending.contains(uidIn(candidate.getValue()))
                            || !isVolumeMissing(candidate.getKey(), candidate.getValue()));
        }
        return candidates;
    }

    /** Of all provisioners, since they can share a pool. */
    private Set<String> pendingClaims(Deadline deadline) {
        Set<String> pending = new HashSet<>();
        ListPager.forEach(claims::page, deadline::hasPassed, (PersistentVolumeClaim claim) -> {
            if (new ClaimView(claim).phase().equals("Pending")) {
                pending.add(claim.getMetadata().getUid());
            }
        });
        return pending;
    }

    /** Provisioners put the uid of the claim at the end of the name. */
    private static @Nullable String uidIn(String name) {
        return name.length() < UID_LENGTH ? null : name.substring(name.length() - UID_LENGTH);
    }

    private boolean isVolumeMissing(String uuid, String name) {
        return orphanConfirmation.isVolumeMissing("pvc-" + uuid)
                && (name.isEmpty() || orphanConfirmation.isVolumeMissing(name));
    }

    /** Volumes to look at: those that the listing lacks, and a sample if it is not complete. */
    private static List<String> suspects(JournalListing listing, List<VolumeIndex.Entry> volumes) {
        Set<String> suspects = new TreeSet<>();
        List<String> sample = new ArrayList<>();
        for (VolumeIndex.Entry volume : volumes) {
            if (volume.uuid() != null) {
                sample.add(volume.name());
                if (listing.lacks(volume.name(), volume.uuid())) {
                    suspects.add(volume.name());
                }
            }
        }
        if (!listing.hasWholeDirectory() || !listing.hasAllObjects()) {
            Collections.shuffle(sample);
            suspects.addAll(sample.subList(0, Math.min(SAMPLE_SIZE, sample.size())));
        }
        return List.copyOf(suspects);
    }
}
