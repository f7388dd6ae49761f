package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/** Asks for a pool's images with their sizes; what cannot be opened is left out. */
public record ListSizes(Session session, PoolName pool) implements RbdCommand.OnPool<List<ListedImage>> {
    @Override
    public String verb() {
        return "ls -l";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("ls", "-l").connect(pool, session).json().end(session);
    }

    @Override
    public List<ListedImage> read(String output) {
        return Json.tree(output)
                .valueStream()
                .filter(entry -> !entry.has("snapshot"))
                .map(entry -> new ListedImage(Json.text(entry, "image"), Json.number(entry, "size")))
                .toList();
    }
}
