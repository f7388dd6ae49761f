package io.rbdfunctions.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.cluster.SearchedCluster;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images and journal entries without a volume, and volumes without an image or a journal. A sweep reports them and never removes
 * them. Each list holds at most 1000 entries; those of texts then end with {@code and N more}. If two clusters have a pool of the same name,
 * the names of its objects end with {@code (cluster ...)}.
 *
 * @param images {@code pool/image} of images with this project's names or tags that no volume and no snapshot uses
 * @param volumes volumes of this provisioner whose image is missing
 * @param trashed images in the trash that the next purge does not delete
 * @param trashedOmitted how many more there are
 * @param journalEntries entries of ceph-csi's journal without a volume: {@code pool/csi.volume.<uuid>} and the name of the volume;
 *     without a VolumeSnapshotContent: {@code pool/csi.snap.<uuid>} and the name of the snapshot
 * @param incompleteJournals volumes of this provisioner whose journal is missing or incomplete, and what it lacks
 * @param unreachable pools that could not be searched completely, and why
 * @param clusters that were searched, by their names
 */
public record Orphans(
        List<String> images,
        List<String> volumes,
        List<Trashed> trashed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int trashedOmitted,
        List<String> journalEntries,
        List<String> incompleteJournals,
        List<String> unreachable,
        List<SearchedCluster> clusters) {
    /**
     * An image in the trash.
     *
     * @param image {@code pool/image}, its name before it was deleted
     * @param trashId for {@code restore} and {@code purge}
     * @param deletedAt when it was moved to the trash
     * @param expiresAt null if it was moved to the trash without an expiry
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trashed(
            String image,
            String trashId,
            @JsonSerialize(using = SecondsSerializer.class) Instant deletedAt,

            @JsonSerialize(using = SecondsSerializer.class) @Nullable Instant expiresAt) {
        static Trashed of(PoolKey pool, PoolAccess access, TrashedImage trashed) {
            return new Trashed(
                    pool.spec() + "/" + trashed.name() + access.mark(),
                    trashed.id(),
                    trashed.deletedAt(),
                    trashed.hasStatedExpiry() ? trashed.expiresAt() : null);
        }
    }

    /** Without more images in the trash, and in no cluster. */
    public Orphans(
            List<String> images,
            List<String> volumes,
            List<Trashed> trashed,
            List<String> journalEntries,
            List<String> incompleteJournals,
            List<String> unreachable) {
        this(images, volumes, trashed, 0, journalEntries, incompleteJournals, unreachable, List.of());
    }
}
