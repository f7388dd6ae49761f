package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/** Commands that list the images of a pool. */
public sealed interface ListCommand {
    /** Lists the names of all images, including images whose creation or removal was interrupted. */
    record Names(Session session, PoolName pool) implements ListCommand, RbdCommand.OnPool<List<String>> {
        @Override
        public List<String> read(String output) {
            return Json.list(Json.tree(output), JsonNode::asText);
        }
    }

    /** Lists the images with their sizes. Images that cannot be opened are left out. */
    record Sizes(Session session, PoolName pool) implements ListCommand, RbdCommand.OnPool<List<ListedImage>> {
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
}
