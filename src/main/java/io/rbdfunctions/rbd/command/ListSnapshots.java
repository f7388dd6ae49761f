package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Lists the snapshots of an image. */
public record ListSnapshots(Session session, ImageRef image)
        implements RbdCommand.OnImage<List<ListSnapshots.Snapshot>> {
    @Override
    public List<Snapshot> read(String output) {
        return Json.list(
                Json.tree(output),
                snapshot -> new Snapshot(
                        Json.text(snapshot, "name"),
                        Json.number(snapshot, "size"),
                        Json.isTrue(snapshot, "protected")));
    }

    /**
     * A snapshot of an image.
     *
     * @param size the size of the image in bytes when the snapshot was taken
     */
    public record Snapshot(String name, long size, boolean isProtected) {}
}
