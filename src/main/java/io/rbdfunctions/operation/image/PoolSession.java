package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;

/** A pool and the commands that work on it with the class's credentials. */
public record PoolSession(PoolName pool, RbdCommandBuilder rbd) {
    public ImageRef image(ImageName name) {
        return new ImageRef(pool, name);
    }

    public Monitors monitors() {
        return rbd.session().access().monitors();
    }

    public CephUser user() {
        return rbd.session().access().user();
    }
}
