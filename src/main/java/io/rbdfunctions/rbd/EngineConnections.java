package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;

/** The connections to Ceph that an engine keeps between commands. The cli engine keeps none. */
public interface EngineConnections {
    /** Starts to connect. Does not wait for the connection and does not report failures. */
    default void prepare(Session session) {}

    /** The number of connections, including those being established. */
    default int count() {
        return 0;
    }
}
