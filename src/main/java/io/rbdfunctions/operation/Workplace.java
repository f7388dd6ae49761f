package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.Monitors;
import io.rbdfunctions.volume.PoolName;

/** The pool that a request is about, and the means to work there. */
record Workplace(PoolName pool, RbdCommandBuilder rbd) {
    ImageRef image(ImageName name) {
        return new ImageRef(pool, name);
    }

    Monitors monitors() {
        return rbd.session().access().monitors();
    }
}
