package io.rbdfunctions.function.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.MediaType;
import io.rbdfunctions.function.event.NoReplyException;
import io.rbdfunctions.function.event.RefusedEvent;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemDocument;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Answers every request that failed, the gate's and the functions' alike: with a problem, or with a refusal's event. */
@Singleton
final class ErrorHandler {
    private static final Logger LOG = Logger.getLogger(ErrorHandler.class);
    private static final int NO_CONTENT = 204;
    private static final int FAULT = 500;

    private final ObjectMapper mapper;
    private final RejectedRequests rejectedRequests;

    ErrorHandler(ObjectMapper mapper, RejectedRequests rejectedRequests) {
        this.mapper = mapper;
        this.rejectedRequests = rejectedRequests;
    }

    void open(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (Problem.cause(context.failure()) instanceof NoReplyException) {
            context.response().setStatusCode(NO_CONTENT).end();
            return;
        }
        if (!RequestAttributes.isGranted(context) && isBrokenOff(context.failure())) {
            // A reset is told a second time, when the connection is closed on it.
            context.request().exceptionHandler(_ -> {});
            rejectedRequests.add(context, ProblemKind.BROKEN_OFF);
            return;
        }
        int status = RequestAttributes.isGranted(context) || context.statusCode() < 0 ? FAULT : context.statusCode();
        Problem problem = Problem.of(context.failure(), status);
        if (!RequestAttributes.isGranted(context)) {
            rejectedRequests.add(context, problem.kind());
        }
        String instance = problem.kind() == ProblemKind.BUG
                ? report(context)
                : Objects.toString(context.request().path(), "");
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        Optional<EventRequest> event = RequestAttributes.event(context);
        ProblemDocument document = ProblemDocument.of(problem, problem.kind().status(event.isPresent()), instance);
        if (event.isPresent() && event.get().prefersReply() && !problem.kind().isPassing()) {
            answerWithEvent(context, event.get(), document);
            return;
        }
        answerWithProblem(context, problem, document);
    }

    /** Whether the connection or stream was closed, or reset, by whoever was sending a request on it. */
    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof StreamResetException
                || failure instanceof SocketException;
    }

    private static String report(RoutingContext context) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(
                Problem.cause(context.failure()),
                "%s: a request failed with status %d",
                instance,
                context.statusCode());
        return instance;
    }

    private void answerWithProblem(RoutingContext context, Problem problem, ProblemDocument document) {
        HttpServerResponse response = context.response();
        if (problem.pause().isPositive()) {
            response.putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(problem.pause().toSeconds()));
        }
        if (problem.kind() == ProblemKind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(document.status()).putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        EarlyResponse.end(context, json(document));
    }

    private void answerWithEvent(RoutingContext context, EventRequest event, ProblemDocument document) {
        Optional<String> subject = RequestAttributes.payload(context).flatMap(Payload::subject);
        RefusedEvent refused = RefusedEvent.of(event, subject.orElse(null), document);
        HttpServerResponse response = context.response().setStatusCode(200);
        if (event.isStructured()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.EVENT.toString())
                    .end(json(refused));
            return;
        }
        refused.attributes().forEach((name, value) -> response.putHeader(EventRequest.HEADER + name, value));
        response.putHeader(HttpHeaders.CONTENT_TYPE, refused.datacontenttype()).end(json(document));
    }

    private Buffer json(Object answer) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(answer));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
