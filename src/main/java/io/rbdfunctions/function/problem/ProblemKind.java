package io.rbdfunctions.function.problem;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;

/**
 * The ways in which a request can end without success, and the status that tells each of them.
 *
 * <p>A sender of events acts on nothing but the status, and sends again on 404, 409 and most of 5xx. So an event has 422
 * for all that stays as it is, and 503 for all that may change.
 */
public enum ProblemKind {
    UNREADABLE("The request cannot be read", 400),
    UNAUTHENTICATED("The caller is not known", 401),
    FORBIDDEN("The caller may not do this", 403),
    NOT_FOUND("Not found", 404, 422),
    METHOD_NOT_ALLOWED("Method not allowed", 405),
    TOO_SLOW("The request took too long to arrive", 408),
    /** Nobody is left to be told: only counted. */
    BROKEN_OFF("The caller left before the request was complete", 400),
    TOO_LARGE("The request is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type", 415),
    INVALID("The request is invalid", 422),
    CONFLICT("What is there does not fit", 409, 422),
    IN_USE("The image is in use", 409, 422),
    DENIED("The cluster denies access", 422),
    BUSY("Too much is going on at once", 503),
    UNREACHABLE("The cluster cannot be reached", 503),
    DEADLINE("The time ran out", 504, 503),
    NO_SPACE("No space is left", 507, 503),
    NO_PROGRAM("The rbd program is missing", 503),
    UNKNOWN("The cluster reported an unforeseen error", 503),
    BUG("Internal error", 500);

    private final String title;
    private final int status;
    private final int eventStatus;

    ProblemKind(String title, int status) {
        this(title, status, status);
    }

    ProblemKind(String title, int status, int eventStatus) {
        this.title = title;
        this.status = status;
        this.eventStatus = eventStatus;
    }

    static ProblemKind of(Refusal.Reason reason) {
        return switch (reason) {
            case INVALID -> INVALID;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case IN_USE -> IN_USE;
            case DENIED -> DENIED;
        };
    }

    static ProblemKind of(TryAgainException.Obstacle obstacle) {
        return switch (obstacle) {
            case BUSY -> BUSY;
            case UNREACHABLE -> UNREACHABLE;
            case DEADLINE -> DEADLINE;
            case NO_SPACE -> NO_SPACE;
            case ENGINE_MISSING -> NO_PROGRAM;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The kind whose status a part of the server below us gave without a word; {@link #BUG} for any other. */
    static ProblemKind ofStatus(int status) {
        return switch (status) {
            case 400 -> UNREADABLE;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> TOO_SLOW;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> BUG;
        };
    }

    String type() {
        return "urn:rbdfunctions:problem:" + EnumText.dashed(this);
    }

    String title() {
        return title;
    }

    public int status(boolean toEvent) {
        return toEvent ? eventStatus : status;
    }

    /** Whether the very same request may do better another time. */
    public boolean isPassing() {
        return eventStatus >= 500;
    }
}
