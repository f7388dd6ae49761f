package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.PoolName;
import java.util.List;

/** Deletes an image that is in the trash. */
public record TrashRemove(Session session, PoolName pool, ImageId id) implements RbdCommand.OnPool<Nothing> {
    @Override
    public String verb() {
        return "trash rm";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("trash", "rm")
                .positional(id.value())
                .connect(pool, session)
                .noProgress()
                .end(session);
    }

    @Override
    public Nothing read(String output) {
        return Nothing.NOTHING;
    }
}
