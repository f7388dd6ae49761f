package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on the snapshots of an image. */
public sealed interface SnapshotCommand {
    /** Takes a snapshot. Equivalent to {@code rbd snap create IMAGE@SNAPSHOT --no-progress}. */
    record Create(SnapshotRef snapshot) implements SnapshotCommand, RbdCommand.OnSnapshot {}

    /**
     * Removes a snapshot. If clones need it, Ceph moves it to the trash namespace and removes it with the last one. Equivalent to
     * {@code rbd snap rm IMAGE@SNAPSHOT --no-progress}.
     */
    record Remove(SnapshotRef snapshot) implements SnapshotCommand, RbdCommand.OnSnapshot {}

    /** Lists the snapshots in all namespaces, oldest first. Equivalent to {@code rbd snap ls IMAGE --all --format json}. */
    record ListAll(ImageRef image) implements SnapshotCommand, RbdCommand.OnImage<List<ListedSnapshot>> {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .add("--all")
                    .connect()
                    .json()
                    .build();
        }

        @Override
        public List<ListedSnapshot> read(String output) {
            return Json.list(Json.tree(output), ListAll::snapshot);
        }

        private static ListedSnapshot snapshot(JsonNode snapshot) {
            JsonNode namespace = snapshot.path("namespace");
            return new ListedSnapshot(
                    Json.number(snapshot, "id"),
                    Json.text(snapshot, "name"),
                    Json.number(snapshot, "size"),
                    Json.time(Json.text(snapshot, "timestamp")),
                    namespace(Json.text(namespace, "type")),
                    Json.textOrNull(namespace, "original_name"));
        }

        private static SnapshotNamespace namespace(String type) {
            return switch (type) {
                case "user" -> SnapshotNamespace.USER;
                case "trash" -> SnapshotNamespace.TRASH;
                default -> SnapshotNamespace.OTHER;
            };
        }
    }

    /** Whom a snapshot belongs to. */
    enum SnapshotNamespace {
        USER,
        /** Removed, and kept for its clones under a random name. */
        TRASH,
        /** A group or mirroring. */
        OTHER
    }

    /**
     * A snapshot of an image.
     *
     * @param size the size of the image in bytes when the snapshot was taken
     * @param createdAt in whole seconds
     * @param originalName of a snapshot in the trash namespace; null for others
     */
    record ListedSnapshot(
            long id,
            String name,
            long size,
            Instant createdAt,
            SnapshotNamespace namespace,
            @Nullable String originalName) {
        /** Whether users see the snapshot under this name. */
        public boolean isNamed(SnapshotRef snapshot) {
            return namespace == SnapshotNamespace.USER
                    && name.equals(snapshot.name().value());
        }

        /**
         * Whether the snapshot was taken to make an auxiliary image from it, by ceph-csi or in its layout. It is removed when that image is made,
         * unless the attempt is interrupted.
         */
        public boolean isLeftover() {
            return namespace == SnapshotNamespace.USER && ImageName.isAuxiliary(name);
        }
    }
}
