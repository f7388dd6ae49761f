package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.PoolName;
import java.util.List;

/** Asks for a pool's trash. */
public record ListTrash(Session session, PoolName pool) implements RbdCommand.OnPool<List<TrashedImage>> {
    @Override
    public String verb() {
        return "trash ls";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("trash", "ls", "-l").connect(pool, session).json().end(session);
    }

    @Override
    public List<TrashedImage> read(String output) {
        return Json.list(
                Json.tree(output),
                image ->
                        new TrashedImage(Json.text(image, "id"), Json.text(image, "name"), Json.text(image, "status")));
    }
}
