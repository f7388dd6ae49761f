package io.rbdfunctions.operation.image;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolSpec;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in a pool with the class's credentials.
 *
 * @param journal of the dynamic volumes in the pool; null for a class without CSI volumes
 */
public record PoolSession(
        PoolSpec pool,
        Session rbd,
        RbdEngine engine,
        @Nullable JournalLocation journal) {
    public <A> A run(RbdCommand<A> command) {
        return engine.run(rbd, command);
    }

    public ImageRef image(ImageName name) {
        return new ImageRef(pool, name);
    }

    public Monitors monitors() {
        return rbd.monitors();
    }

    public CephUser user() {
        return rbd.user();
    }
}
