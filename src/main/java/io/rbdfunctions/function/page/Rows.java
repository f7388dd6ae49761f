package io.rbdfunctions.function.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.status.FailureEntry;
import io.rbdfunctions.status.NamespaceTotal;
import io.rbdfunctions.status.OrphanImage;
import io.rbdfunctions.status.RestorableImage;
import io.rbdfunctions.status.Trouble;
import io.rbdfunctions.status.VolumeEntry;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows of the tables on the status page: what is reported, with ages, links and commands. */
final class Rows {
    private Rows() {}

    record TroubleRow(
            String kind,
            String object,
            @Nullable Age since,
            String reason,
            @Nullable String command) {
        static TroubleRow of(Trouble trouble, Instant now) {
            return new TroubleRow(
                    switch (trouble.kind()) {
                        case MISSING_IMAGE -> "Image missing";
                        case FAILED_VOLUME -> "Volume failed";
                        case PENDING_CLAIM -> "Claim pending";
                        case PENDING_CHANGE -> "Change pending";
                        case STUCK_DELETION -> "Deletion stuck";
                    },
                    trouble.object(),
                    Age.of(trouble.since(), now),
                    trouble.reason(),
                    Commands.describe(trouble));
        }
    }

    record VolumeRow(VolumeEntry volume, @Nullable Age created) {
        static VolumeRow of(VolumeEntry volume, Instant now) {
            return new VolumeRow(volume, Age.of(volume.created(), now));
        }
    }

    record FailureRow(FailureEntry event, @Nullable Age last) {
        static FailureRow of(FailureEntry event, Instant now) {
            return new FailureRow(event, Age.of(time(event.last()), now));
        }

        private static @Nullable Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                return null;
            }
        }
    }

    record OrphanRow(OrphanImage orphan, @Nullable String command) {
        static OrphanRow of(OrphanImage orphan) {
            return new OrphanRow(orphan, Commands.inspect(orphan));
        }
    }

    record TrashRow(
            RestorableImage trashed,
            @Nullable Age deleted,
            @Nullable Age expires,
            @Nullable String command) {
        static TrashRow of(RestorableImage trashed, Instant now) {
            return new TrashRow(
                    trashed,
                    Age.of(trashed.deletedAt(), now),
                    Age.of(trashed.expiresAt(), now),
                    Commands.restore(trashed));
        }
    }

    record NamespaceRow(NamespaceTotal total, String link) {}

    /**
     * The head of a column by which the volumes can be sorted.
     *
     * @param order {@code ascending}, {@code descending} or {@code none}, as in {@code aria-sort}
     * @param link to the same volumes, sorted by it
     */
    record Column(String title, @JsonProperty("numeric") boolean isNumeric, String order, String link) {
        static Column of(VolumeSort column, StatusQuery query) {
            String order = query.isDescending() ? "descending" : "ascending";
            return new Column(
                    switch (column) {
                        case NAME -> "Volume";
                        case STATE -> "State";
                        case SIZE -> "Size";
                        case CLAIM -> "Claim";
                        case CLASS -> "Class";
                        case CREATED -> "Created";
                        case IMAGE -> "Image";
                    },
                    column == VolumeSort.SIZE,
                    query.sort() == column ? order : "none",
                    new QueryLinks(query).sortedBy(column));
        }
    }
}
