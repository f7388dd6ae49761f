package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.SnapshotRef.SnapshotName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that list the images of a pool, or the users of an image. */
public sealed interface ListCommand {
    /**
     * Lists the names of all images, including images whose creation or removal was interrupted. Equivalent to
     * {@code rbd ls --format json}.
     */
    record Names(PoolSpec pool) implements ListCommand, RbdCommand.OnPool<List<String>> {
        @Override
        public List<String> read(String output) {
            return Json.list(Json.tree(output), JsonNode::asText);
        }
    }

    /**
     * Lists the images with their sizes. Images that cannot be opened are left out. Equivalent to
     * {@code rbd ls -l --format json}.
     */
    record Sizes(PoolSpec pool) implements ListCommand, RbdCommand.OnPool<List<ListedImage>> {
        /** {@code rbd ls -l} lists snapshots as entries of their own; they are dropped. */
        @Override
        public List<ListedImage> read(String output) {
            return Json.tree(output)
                    .valueStream()
                    .filter(entry -> !entry.has("snapshot"))
                    .map(entry -> new ListedImage(Json.text(entry, "image"), Json.number(entry, "size")))
                    .toList();
        }
    }

    /**
     * An image of a pool.
     *
     * @param size in bytes
     */
    record ListedImage(String name, long size) {}

    /**
     * Lists the addresses of the clients that have an image open for writing, such as {@code 10.0.3.17:0/2284218565}.
     * Equivalent to {@code rbd status IMAGE --format json}.
     */
    record Watchers(ImageRef image) implements ListCommand, RbdCommand.OnImage<List<String>> {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .connectMonitorsFirst()
                    .json()
                    .build();
        }

        @Override
        public List<String> read(String output) {
            return Json.list(Json.tree(output).path("watchers"), watcher -> Json.text(watcher, "address"));
        }
    }

    /** Lists the snapshots of an image. Equivalent to {@code rbd snap ls IMAGE --format json}. */
    record Snapshots(ImageRef image) implements ListCommand, RbdCommand.OnImage<List<Snapshot>> {
        @Override
        public List<Snapshot> read(String output) {
            return Json.list(
                    Json.tree(output),
                    snapshot -> new Snapshot(
                            Json.text(snapshot, "name"),
                            Json.number(snapshot, "size"),
                            Json.isTrue(snapshot, "protected")));
        }
    }

    /**
     * A snapshot of an image.
     *
     * @param size the size of the image in bytes when the snapshot was taken
     */
    record Snapshot(String name, long size, boolean isProtected) {}

    /**
     * Lists the clones of an image, also those in the trash. Equivalent to {@code rbd children IMAGE[@SNAPSHOT] --all --format json}.
     *
     * @param snapshot null for the clones of all snapshots, also of those in the trash namespace
     */
    record Children(ImageRef image, @Nullable SnapshotName snapshot)
            implements ListCommand, RbdCommand.OnImage<List<LinkedImage>> {
        public Children(ImageRef image) {
            this(image, null);
        }

        @Override
        public List<String> arguments(Session session) {
            RbdCommandBuilder arguments = RbdCommandBuilder.of(this, session);
            return (snapshot == null ? arguments : arguments.option("--snap", snapshot.value()))
                    .add("--all")
                    .connect()
                    .json()
                    .build();
        }

        @Override
        public List<LinkedImage> read(String output) {
            return Json.list(Json.tree(output), LinkedImage::of);
        }
    }

    /**
     * Lists the locks on an image. Without the feature exclusive-lock, a lock does not protect the image from anything.
     * Equivalent to {@code rbd lock ls IMAGE --format json}.
     */
    record Locks(ImageRef image) implements ListCommand, RbdCommand.OnImage<List<LockHolder>> {
        @Override
        public List<LockHolder> read(String output) {
            return Json.list(
                    Json.tree(output),
                    lock -> new LockHolder(
                            Json.text(lock, "id"), Json.text(lock, "locker"), Json.text(lock, "address")));
        }
    }

    /** A lock on an image and the client that holds it. */
    record LockHolder(String id, String locker, String address) {
        /** Whether a client took the lock to write; it gives it up when asked, or loses it when it is gone. */
        public boolean isAutomatic() {
            return id.startsWith("auto ");
        }
    }
}
