package io.rbdfunctions.rbd.value;

import java.time.Duration;

/**
 * How long an RBD client waits for the cluster. Without them it waits 300 s for a monitor and for ever for an OSD.
 *
 * @param connect until the monitors have let it in; whole seconds, at least one
 * @param operation until an OSD has carried out one operation; whole seconds, at least one
 */
public record ClientTimeouts(Duration connect, Duration operation) {
    public ClientTimeouts {
        if (connect.toSeconds() < 1 || operation.toSeconds() < 1) {
            throw new IllegalArgumentException("client timeouts must be at least one second");
        }
    }
}
