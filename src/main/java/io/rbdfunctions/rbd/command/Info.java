package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties of an image. Equivalent to {@code rbd info IMAGE --format json}. */
public record Info(ImageRef image) implements RbdCommand.OnImage<Info.ImageInfo> {
    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session).connectMonitorsFirst().json().build();
    }

    @Override
    public ImageInfo read(String output) {
        return info(output);
    }

    /**
     * Reads the properties of an image by its id, wherever it is: under any name, or in the trash. Equivalent to
     * {@code rbd info --image-id ID --format json}.
     */
    public record ById(PoolSpec pool, ImageId id) implements RbdCommand.OnPool<ImageInfo> {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .option("--image-id", id.value())
                    .connectMonitorsFirst()
                    .json()
                    .build();
        }

        @Override
        public ImageInfo read(String output) {
            return info(output);
        }

        @Override
        public String subject() {
            return "%s with the id %s".formatted(pool, id);
        }
    }

    private static ImageInfo info(String output) {
        JsonNode info = Json.tree(output);
        long objectSize = Json.number(info, "object_size");
        return new ImageInfo(
                Json.text(info, "id"),
                Json.number(info, "size"),
                Json.number(info, "objects"),
                objectSize,
                info.has("stripe_unit") ? Json.number(info, "stripe_unit") : objectSize,
                info.has("stripe_count") ? Json.number(info, "stripe_count") : 1,
                Json.list(info.path("features"), JsonNode::asText),
                Json.textOrNull(info, "data_pool"),
                createdAt(info),
                parent(info.path("parent")),
                Json.number(info, "snapshot_count"),
                Json.textOrNull(info, "group"),
                isDemoted(info.path("mirroring").path("primary")));
    }

    private static @Nullable Instant createdAt(JsonNode info) {
        String time = Json.textOrNull(info, "create_timestamp");
        return time == null ? null : Json.time(time);
    }

    private static boolean isDemoted(JsonNode primary) {
        return primary.isBoolean() && !primary.booleanValue();
    }

    private static @Nullable Parent parent(JsonNode parent) {
        return parent.isObject()
                ? new Parent(LinkedImage.of(parent), Json.text(parent, "snapshot"), Json.number(parent, "overlap"))
                : null;
    }

    /**
     * The snapshot that an image is a clone of. {@code toString} returns {@code pool/image@snapshot}.
     *
     * @param snapshot its name, which is a random one if the snapshot was removed
     * @param overlap the size of the data that may be shared with the parent, in bytes
     */
    public record Parent(LinkedImage image, String snapshot, long overlap) {
        @Override
        public String toString() {
            return image + "@" + snapshot;
        }
    }

    /**
     * The properties of an image.
     *
     * @param size in bytes; {@link Long#MAX_VALUE} if the size does not fit a long
     * @param objectSize in bytes
     * @param stripeUnit in bytes; the object size if the image has no other striping
     * @param stripeCount 1 if the image has no other striping
     * @param features names as in {@code rbd info}; may include features that cannot be requested, such as
     *     {@code striping}
     * @param dataPool null if the data is in the pool of the image
     * @param createdAt to the second; null if it is unknown
     * @param parent null if the image is no clone
     * @param snapshots the number of snapshots, including those in the trash namespace
     * @param group {@code pool/group} or {@code pool/namespace/group}; null if the image is in no group
     * @param isDemoted whether mirroring replicates the image from another cluster
     */
    public record ImageInfo(
            String id,
            long size,
            long objects,
            long objectSize,
            long stripeUnit,
            long stripeCount,
            List<String> features,
            @Nullable String dataPool,
            @Nullable Instant createdAt,
            @Nullable Parent parent,
            long snapshots,
            @Nullable String group,
            boolean isDemoted) {
        public ImageInfo {
            features = List.copyOf(features);
        }

        /** {@link #createdAt}; empty if it is unknown. */
        public Optional<Instant> creationTime() {
            return Optional.ofNullable(createdAt);
        }

        /** The features that a new image can have; others come and go with the state of the image. */
        public ImageFeatures requestableFeatures() {
            return new ImageFeatures(Arrays.stream(ImageFeature.values())
                    .filter(feature -> features.contains(feature.toString()))
                    .toList());
        }

        /** The layout of a new image that is to be like this one. */
        public ImageLayout layout() {
            boolean isStriped = stripeCount > 1 || stripeUnit != objectSize;
            return new ImageLayout(
                    requestableFeatures(),
                    dataPool == null ? null : new PoolName(dataPool),
                    new ObjectSize(objectSize),
                    isStriped ? new Striping(stripeUnit, stripeCount) : null);
        }

        /** Whether {@code rbd migration} moves the image. */
        public boolean isMigrating() {
            return features.contains("migrating");
        }
    }
}
