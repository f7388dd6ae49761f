package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;

/** The connections to Ceph that are kept between commands: by the cli engine only those for operations on objects. */
public interface EngineConnections {
    /** Starts to connect. Does not wait for the connection and does not report failures. */
    default void prepare(Session session) {}

    /** The number of connections, including those being established. */
    default int count() {
        return 0;
    }
}
