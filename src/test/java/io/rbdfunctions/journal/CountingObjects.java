package io.rbdfunctions.journal;

import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectWrite;

/** Counts round trips, and dies before or after a write, or lets something happen before one. */
final class CountingObjects implements RadosObjects {
    /** Stands for the death of the process. */
    static final class DeathException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final RadosObjects objects;
    private int roundTrips;
    private int writes;
    private int lastWrite = Integer.MAX_VALUE;
    private boolean isApplied;
    private int interruptedWrite;
    private Runnable interruption = () -> {};

    CountingObjects(RadosObjects objects) {
        this.objects = objects;
    }

    /** Dies at the write with the number. */
    CountingObjects dyingAt(int write, boolean appliesIt) {
        this.lastWrite = write;
        this.isApplied = appliesIt;
        return this;
    }

    /** Does something at the write with the number instead, then goes on. */
    CountingObjects interruptedAt(int write, Runnable interruption) {
        this.interruptedWrite = write;
        this.interruption = interruption;
        return this;
    }

    @Override
    public <A> A run(Session session, ObjectOperation<A> operation) {
        if (operation instanceof ObjectOperation.OnPools<A>) {
            return objects.run(session, operation);
        }
        roundTrips++;
        boolean isWrite = operation instanceof ObjectWrite;
        if (isWrite) {
            writes++;
        }
        if (isWrite && writes == interruptedWrite) {
            interruption.run();
        }
        if (isWrite && writes == lastWrite) {
            if (isApplied) {
                objects.run(session, operation);
            }
            throw new DeathException();
        }
        return objects.run(session, operation);
    }

    /** The number of round trips since the last call. */
    int roundTrips() {
        int count = roundTrips;
        roundTrips = 0;
        return count;
    }
}
