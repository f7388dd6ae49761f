package io.rbdfunctions.rbd.librbd;

import java.time.Duration;

/**
 * The limits of a {@link Librbd}.
 *
 * @param calls maximum number of concurrent calls per connection
 * @param queueTimeout how long a call waits for one of these
 * @param connections maximum number of pooled connections
 * @param idleTimeout how long to keep an unused connection
 */
public record Limits(int calls, Duration queueTimeout, int connections, Duration idleTimeout) {
    public Limits {
        if (calls < 1 || connections < 1 || queueTimeout.isNegative() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
