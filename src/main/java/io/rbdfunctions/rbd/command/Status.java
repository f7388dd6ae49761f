package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Asks for the clients that have an image open. */
public record Status(Session session, ImageRef image) implements RbdCommand.OnImage<List<Watcher>> {
    @Override
    public String verb() {
        return "status";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("status")
                .image(image.name())
                .connectMonitorsFirst(pool(), session)
                .json()
                .end(session);
    }

    @Override
    public List<Watcher> read(String output) {
        return Json.list(Json.tree(output).path("watchers"), watcher -> new Watcher(Json.text(watcher, "address")));
    }
}
