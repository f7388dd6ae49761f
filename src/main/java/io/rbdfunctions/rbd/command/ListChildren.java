package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Lists the clones of an image, each as {@code pool/image}. */
public record ListChildren(Session session, ImageRef image) implements RbdCommand.OnImage<List<String>> {
    @Override
    public String verb() {
        return "children";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("children")
                .image(image.name())
                .connect(pool(), session)
                .json()
                .end(session);
    }

    @Override
    public List<String> read(String output) {
        return Json.list(Json.tree(output), child -> Json.text(child, "pool") + "/" + Json.text(child, "image"));
    }
}
