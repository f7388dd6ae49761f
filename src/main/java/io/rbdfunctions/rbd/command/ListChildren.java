package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Lists the clones of an image, each as {@code pool/image}. */
public record ListChildren(Session session, ImageRef image) implements RbdCommand.OnImage<List<String>> {
    @Override
    public List<String> read(String output) {
        return Json.list(Json.tree(output), child -> Json.text(child, "pool") + "/" + Json.text(child, "image"));
    }
}
