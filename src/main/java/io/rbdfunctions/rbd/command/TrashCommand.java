package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.command.RbdCommand.UnreadableAnswerException;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Commands on the trash of a pool. */
public sealed interface TrashCommand {
    /**
     * Moves an image to the trash. Equivalent to {@code rbd trash mv IMAGE [--expires-at EXPIRY]}.
     *
     * @param expiry until when Ceph protects the image from removal; null for no protection. Must be well in the future:
     *     {@code rbd} turns an expiry that has passed into the year 2106.
     */
    record Move(ImageRef image, @Nullable Instant expiry) implements TrashCommand, RbdCommand.WithoutAnswer {
        /** {@code rbd} reads a time without a zone as local time. The process runs with {@code TZ=UTC}. */
        private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public List<String> arguments(Session session) {
            RbdCommandBuilder move = RbdCommandBuilder.of(this, session);
            return (expiry == null ? move : move.option("--expires-at", LOCAL.format(expiry)))
                    .connect()
                    .build();
        }
    }

    /** Lists the images in the trash. Equivalent to {@code rbd trash ls -l --format json}. */
    record ListAll(PoolSpec pool) implements TrashCommand, RbdCommand.OnPool<List<TrashedImage>> {
        /** The texts before the expiry in {@code status}. */
        private static final List<String> STATUSES = List.of("protected until ", "expired at ");

        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .add("-l")
                    .connect()
                    .json()
                    .build();
        }

        @Override
        public List<TrashedImage> read(String output) {
            return Json.list(Json.tree(output), ListAll::image);
        }

        private static TrashedImage image(JsonNode image) {
            return new TrashedImage(
                    Json.text(image, "id"),
                    Json.text(image, "name"),
                    Json.time(Json.text(image, "deleted_at")),
                    expiry(Json.text(image, "status")));
        }

        private static Instant expiry(String status) {
            return STATUSES.stream()
                    .filter(status::startsWith)
                    .map(prefix -> Json.time(status.substring(prefix.length())))
                    .findFirst()
                    .orElseThrow(() ->
                            new UnreadableAnswerException(new DateTimeParseException("no time of expiry", status, 0)));
        }
    }

    /**
     * Deletes an image that is in the trash. Equivalent to {@code rbd trash rm ID [--force] --no-progress}.
     *
     * @param isForced whether to delete the image before it expires, which {@code rbd} refuses otherwise
     */
    record Remove(PoolSpec pool, ImageId id, boolean isForced)
            implements TrashCommand, RbdCommand.OnPool<RbdCommand.Nothing> {
        @Override
        public List<String> arguments(Session session) {
            RbdCommandBuilder remove = RbdCommandBuilder.of(this, session).add(id.value());
            return (isForced ? remove.add("--force") : remove)
                    .connect()
                    .noProgress()
                    .build();
        }

        @Override
        public Nothing read(String output) {
            return Nothing.NOTHING;
        }
    }

    /**
     * Restores an image from the trash under the given name. Equivalent to
     * {@code rbd trash restore ID --image NAME}.
     */
    record Restore(PoolSpec pool, ImageId id, ImageName name)
            implements TrashCommand, RbdCommand.OnPool<RbdCommand.Nothing> {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .add(id.value())
                    .option("--image", name.value())
                    .connect()
                    .build();
        }

        @Override
        public Nothing read(String output) {
            return Nothing.NOTHING;
        }
    }

    /**
     * An image in the trash.
     *
     * @param id the id that {@link Restore} and {@link Remove} take
     * @param name the name before the image was moved to the trash
     * @param deletedAt when the image was moved to the trash, in whole seconds
     * @param expiresAt until when Ceph protects the image from removal
     */
    record TrashedImage(String id, String name, Instant deletedAt, Instant expiresAt) {
        /**
         * Whether the image was moved with an expiry. {@code rbd trash mv} without one sets it to the time of deletion.
         */
        public boolean hasStatedExpiry() {
            return expiresAt.isAfter(deletedAt);
        }

        /** Whether Ceph allows to remove the image. */
        public boolean isExpired(Instant now) {
            return !expiresAt.isAfter(now);
        }
    }
}
