package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ImagePage.InTrash;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the images of a pool, of its trash, or of its snapshots.
 *
 * @param next the value of {@code continue} for the next page; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListReply(
        String pool,
        List<Entry> images,
        @JsonProperty("continue") @Nullable String next) implements Reply {

    /**
     * One image. What is not known is left out.
     *
     * @param size null for an image that is partly created or removed, and in the trash
     * @param pvName the volume that the image is tagged with
     * @param claim {@code namespace/name} of the claim that the image is tagged with
     * @param trashId its id in the trash
     * @param deletedAt when it was moved to the trash
     * @param expiresAt until when it is kept there; null if it was moved to the trash without an expiry
     * @param createdAt when a snapshot was taken
     * @param children the volumes that were restored from a snapshot; absent if there are none
     * @param snapshot the snapshot whose image it is, in a list of snapshots
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String image,
            @Nullable SizeReply size,
            @Nullable String pvName,
            @Nullable String claim,
            @Nullable String trashId,
            @Nullable String deletedAt,
            @Nullable String expiresAt,
            @Nullable String createdAt,
            @Nullable List<InfoReply.Child> children,
            SnapshotReply.@Nullable Details snapshot) {
        static Entry of(ImagePage.Entry entry) {
            InTrash trashed = entry.trashed();
            return new Entry(
                    entry.image(),
                    entry.size() == null ? null : SizeReply.of(entry.size()),
                    entry.tags().volume(),
                    entry.tags().claim(),
                    trashed == null ? null : trashed.id(),
                    trashed == null ? null : trashed.deletedAt().toString(),
                    trashed == null || trashed.expiresAt() == null
                            ? null
                            : trashed.expiresAt().toString(),
                    null,
                    null,
                    null);
        }

        static Entry of(SnapshotPage.Entry entry) {
            return new Entry(
                    entry.image(),
                    entry.size() == null ? null : SizeReply.of(entry.size()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    entry.createdAt() == null ? null : entry.createdAt().toString(),
                    InfoReply.Child.of(entry.children()),
                    SnapshotReply.Details.of(entry.facts()));
        }
    }

    public static ListReply of(ImagePage page) {
        return new ListReply(
                page.pool().toString(), page.images().stream().map(Entry::of).toList(), page.next());
    }

    public static ListReply of(SnapshotPage page) {
        return new ListReply(
                page.pool().toString(), page.snapshots().stream().map(Entry::of).toList(), page.next());
    }

    @Override
    public String subject() {
        return pool;
    }
}
