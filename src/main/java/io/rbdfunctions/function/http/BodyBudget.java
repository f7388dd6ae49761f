package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what bodies take of the memory, all together, and how long each may take to arrive. A body is let in before it is
 * read, for as much as its head says, or for the most that there can be; and counts until its request is answered.
 *
 * <p>Half of the room is for senders who were asked who they are. Others can fill the other half only.
 */
@Singleton
final class BodyBudget {
    /** As {@code quarkus.http.limits.max-body-size} has it. */
    static final long LONGEST = 1L << 20;

    private static final Set<HttpMethod> WITHOUT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Duration time;
    private final Room known;
    private final Room open;

    BodyBudget(HttpConfig config) {
        this.time = config.bodyTimeout();
        long half = config.bodyMemory().asLongValue() / 2;
        this.known = new Room(half);
        this.open = new Room(half);
    }

    /**
     * Lets the body in, should there be one; fails the request later when it does not arrive in time.
     *
     * @param isKnown whether its sender was asked who it is
     * @throws ProblemException when there is no room
     */
    void letIn(RoutingContext context, boolean isKnown) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            return;
        }
        Reservation place = new Reservation(isKnown ? known : open);
        if (!place.grow(announced(request.headers()))) {
            throw new ProblemException(Problem.busy());
        }
        RequestAttributes.put(context, place);
        long timer = context.vertx().setTimer(time.toMillis(), _ -> giveUp(context));
        context.addEndHandler(_ -> {
            context.vertx().cancelTimer(timer);
            place.leave();
        });
    }

    private void giveUp(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.fail(new ProblemException(
                    ProblemKind.TOO_SLOW,
                    "the body did not arrive within %d s".formatted(Math.max(1, time.toSeconds()))));
        }
    }

    /** Whether one is going to be read; what comes with others is thrown away as it comes. */
    static boolean hasBody(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return !request.isEnded()
                && !WITHOUT.contains(request.method())
                && (request.version() == HttpVersion.HTTP_2
                        || headers.contains(HttpHeaders.TRANSFER_ENCODING)
                        || headers.contains(HttpHeaders.CONTENT_LENGTH));
    }

    /** More than the most is refused by the reader of bodies, and takes no room. */
    private static long announced(MultiMap headers) {
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        if (lengths.size() != 1 || headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            return LONGEST;
        }
        try {
            return Math.clamp(Long.parseLong(lengths.getFirst().strip()), 0, LONGEST);
        } catch (NumberFormatException _) {
            return LONGEST;
        }
    }

    /** A number of bytes that may be taken. */
    private static final class Room {
        private final AtomicLong left;

        Room(long bytes) {
            this.left = new AtomicLong(bytes);
        }

        boolean take(long bytes) {
            return left.getAndUpdate(now -> now >= bytes ? now - bytes : now) >= bytes;
        }

        void giveBack(long bytes) {
            left.addAndGet(bytes);
        }
    }

    /** What one body takes. */
    static final class Reservation {
        private final Room room;
        private final AtomicLong taken = new AtomicLong();

        private Reservation(Room room) {
            this.room = room;
        }

        private boolean grow(long bytes) {
            boolean isTaken = room.take(bytes);
            if (isTaken) {
                taken.addAndGet(bytes);
            }
            return isTaken;
        }

        /** Gives back what was taken for more than there turned out to be. */
        void shrinkTo(long bytes) {
            long before = taken.getAndUpdate(now -> Math.min(now, bytes));
            room.giveBack(Math.max(0, before - bytes));
        }

        private void leave() {
            shrinkTo(0);
        }
    }
}
