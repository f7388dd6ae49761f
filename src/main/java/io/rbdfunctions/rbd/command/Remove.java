package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Deletes an image. */
public record Remove(Session session, ImageRef image) implements RbdCommand.Changing {
    @Override
    public String verb() {
        return "rm";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("rm")
                .image(image.name())
                .connect(pool(), session)
                .noProgress()
                .end(session);
    }
}
