package io.rbdfunctions.operation.csi;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.object.ObjectOperation;

/** Creates dynamic volumes for tests of other packages. */
public final class TestDynamicVolumes {
    private TestDynamicVolumes() {}

    /** For classes that have none: fails if the journal is used. */
    public static DynamicVolumes unused() {
        RadosObjects objects = new RadosObjects() {
            @Override
            public <A> A run(Session session, ObjectOperation<A> operation) {
                throw new AssertionError("unexpected " + operation);
            }
        };
        return new DynamicVolumes(new VolumeJournal(objects, "default"), objects);
    }
}
