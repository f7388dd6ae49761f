package io.rbdfunctions.rbd.librbd;

import java.time.Duration;

/**
 * How much is done and kept at once.
 *
 * @param calls how many calls run at once on one connection
 * @param queueTime how long a call waits for its turn
 * @param connections how many connections are kept
 * @param idleTime how long one is kept that nobody uses
 */
public record Limits(int calls, Duration queueTime, int connections, Duration idleTime) {
    public Limits {
        if (calls < 1 || connections < 1 || queueTime.isNegative() || idleTime.isNegative()) {
            throw new IllegalArgumentException("limits must be greater than zero");
        }
    }
}
