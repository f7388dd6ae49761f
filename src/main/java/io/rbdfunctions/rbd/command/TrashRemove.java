package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/**
 * Deletes an image that is in the trash.
 *
 * @param isForced whether it is deleted though its expiry has not come; rbd refuses that otherwise
 */
public record TrashRemove(Session session, PoolName pool, ImageId id, boolean isForced)
        implements RbdCommand.OnPool<Nothing> {
    @Override
    public String verb() {
        return "trash rm";
    }

    @Override
    public List<String> arguments() {
        Arguments words = Arguments.of("trash", "rm").positional(id.value());
        return (isForced ? words.flag("--force") : words)
                .connect(pool, session)
                .noProgress()
                .end(session);
    }

    @Override
    public Nothing read(String output) {
        return Nothing.NOTHING;
    }
}
