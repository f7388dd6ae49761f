package io.rbdfunctions.operation.outcome;

import java.time.Duration;

/** An operation failed, and the same request may succeed later. The message never contains a key. */
public final class TryAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The cause of the failure. */
    public enum Obstacle {
        /** Too many concurrent operations, or another operation on the same image. */
        BUSY,
        /** The Ceph cluster or the API server does not answer. */
        UNREACHABLE,
        /** The operation took too long and was stopped. */
        DEADLINE,
        /** The pool or the cluster is full, or a quota is reached. */
        NO_SPACE,
        /** Neither librbd nor the rbd program is installed. */
        ENGINE_MISSING,
        /** An unexpected failure of rbd. */
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

    /** How long to wait before the next attempt; zero if waiting does not help. */
    public Duration pause() {
        return switch (obstacle) {
            case BUSY -> Duration.ofSeconds(1);
            case UNREACHABLE, DEADLINE, UNKNOWN -> Duration.ofSeconds(5);
            case NO_SPACE -> Duration.ofSeconds(30);
            case ENGINE_MISSING -> Duration.ZERO;
        };
    }
}
