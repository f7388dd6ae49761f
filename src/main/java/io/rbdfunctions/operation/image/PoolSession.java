package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;

/** The pool that a request is about, and the means to work there. */
public record PoolSession(PoolName pool, RbdCommandBuilder rbd) {
    public ImageRef image(ImageName name) {
        return new ImageRef(pool, name);
    }

    public Monitors monitors() {
        return rbd.session().access().monitors();
    }
}
