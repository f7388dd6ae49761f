package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/** Brings an image back from the trash under a name. */
public record TrashRestore(Session session, PoolName pool, ImageId id, ImageName name)
        implements RbdCommand.OnPool<Nothing> {
    @Override
    public String verb() {
        return "trash restore";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("trash", "restore")
                .positional(id.value())
                .option("--image", name.value())
                .connect(pool, session)
                .end(session);
    }

    @Override
    public Nothing read(String output) {
        return Nothing.NOTHING;
    }
}
