package io.rbdfunctions.operation.outcome;

import java.time.Duration;

/** An operation that did not end, and may well when it is tried again. The message never holds a key. */
public final class TryAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Obstacle {
        /** Too much is being done at once. */
        BUSY,
        /** The cluster or the API server does not answer. */
        UNREACHABLE,
        /** The time for the operation ran out; it was stopped. */
        DEADLINE,
        /** The pool or the cluster is full, or a quota reached. */
        NO_SPACE,
        /** The rbd program is missing. */
        NO_PROGRAM,
        /** Anything that rbd says and nobody foresaw. */
        UNKNOWN
    }

    private final Obstacle obstacle;

    public TryAgainException(Obstacle obstacle, String message, Throwable cause) {
        super(message, cause);
        this.obstacle = obstacle;
    }

    public TryAgainException(Obstacle obstacle, String message) {
        super(message);
        this.obstacle = obstacle;
    }

    public Obstacle obstacle() {
        return obstacle;
    }

    /** How long to wait before the next try. */
    public Duration pause() {
        return switch (obstacle) {
            case BUSY -> Duration.ofSeconds(1);
            case UNREACHABLE, DEADLINE, UNKNOWN -> Duration.ofSeconds(5);
            case NO_SPACE, NO_PROGRAM -> Duration.ofSeconds(30);
        };
    }
}
