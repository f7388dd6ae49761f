package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Lists the locks on an image. A lock does not protect the image from removal, a watcher does. */
public record ListLocks(Session session, ImageRef image) implements RbdCommand.OnImage<List<ListLocks.LockHolder>> {
    @Override
    public List<LockHolder> read(String output) {
        return Json.list(
                Json.tree(output),
                lock -> new LockHolder(Json.text(lock, "id"), Json.text(lock, "locker"), Json.text(lock, "address")));
    }

    /** A lock on an image and the client that holds it. */
    public record LockHolder(String id, String locker, String address) {}
}
