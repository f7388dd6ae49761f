package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Lists the clients that have an image open for writing. */
public record Status(Session session, ImageRef image) implements RbdCommand.OnImage<List<Status.Watcher>> {
    @Override
    public List<String> arguments() {
        return Arguments.of(this).connectMonitorsFirst().json().end();
    }

    @Override
    public List<Watcher> read(String output) {
        return Json.list(Json.tree(output).path("watchers"), watcher -> new Watcher(Json.text(watcher, "address")));
    }

    /**
     * A client that watches an image.
     *
     * @param address such as {@code 10.0.3.17:0/2284218565}
     */
    public record Watcher(String address) {}
}
