package io.rbdfunctions.function.problem;

import io.rbdfunctions.operation.outcome.EnumText;

/**
 * The kinds of problems, each with its HTTP status.
 *
 * <p>Senders of events retry on 404, 409 and most 5xx statuses. So the status for an event is 422 if a retry is useless,
 * and 503 if it may succeed.
 */
public enum ProblemKind {
    MALFORMED("The request is malformed", 400),
    UNAUTHENTICATED("The caller is not authenticated", 401),
    FORBIDDEN("The caller may not do this", 403),
    NOT_FOUND("Not found", 404, 422),
    METHOD_NOT_ALLOWED("Method not allowed", 405),
    REQUEST_TIMEOUT("The request did not arrive in time", 408),
    /** Only counted: the client gets no reply. */
    CLIENT_DISCONNECTED("The client disconnected before the request was complete", 400),
    TOO_LARGE("The request is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type", 415),
    INVALID("The request is invalid", 422),
    CONFLICT("The existing object differs", 409, 422),
    NO_POOL("No pool of the class fits", 409, 422),
    IN_USE("The image is in use", 409, 422),
    DENIED("The cluster denies access", 422),
    BUSY("Too many requests or operations at once", 503),
    UNREACHABLE("The cluster cannot be reached", 503),
    DEADLINE("The deadline is exceeded", 504, 503),
    NO_SPACE("No space is left", 507, 503),
    ENGINE_MISSING("Neither librbd nor rbd is installed", 503),
    UNKNOWN("The cluster reported an unknown error", 503),
    INTERNAL_ERROR("Internal error", 500);

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

    /** The kind of the same name as a refusal's reason or an obstacle. */
    static ProblemKind of(Enum<?> reason) {
        return valueOf(reason.name());
    }

    /** The kind for a status that the HTTP server or Funqy set; {@link #INTERNAL_ERROR} for any other status. */
    static ProblemKind ofStatus(int status) {
        return switch (status) {
            case 400 -> MALFORMED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> INTERNAL_ERROR;
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

    /** Whether a repetition of the same request may succeed. */
    public boolean isTransient() {
        return eventStatus >= 500;
    }
}
