package io.rbdfunctions.function.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.MediaType;
import io.rbdfunctions.function.event.NoReplyException;
import io.rbdfunctions.function.payload.CheckedPayload;
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
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Replies to every request that failed, in the gate or in a function: with a problem document or a refusal event. */
@Singleton
final class ErrorHandler {
    private static final Logger LOG = Logger.getLogger(ErrorHandler.class);
    private static final int NO_CONTENT = 204;
    private static final int INTERNAL_ERROR = 500;

    private final ObjectMapper mapper;
    private final RejectedRequests rejectedRequests;
    private final Instance<ProblemPage> problemPage;

    /** @param problemPage created on first use, because it reads a template */
    ErrorHandler(ObjectMapper mapper, RejectedRequests rejectedRequests, Instance<ProblemPage> problemPage) {
        this.mapper = mapper;
        this.rejectedRequests = rejectedRequests;
        this.problemPage = problemPage;
    }

    void register(@Observes Router router) {
        router.route().failureHandler(this::reply);
    }

    private void reply(RoutingContext context) {
        if (Problem.cause(context.failure()) instanceof NoReplyException) {
            context.response().setStatusCode(NO_CONTENT).end();
            return;
        }
        if (!context.request().isEnded()) {
            // Discards the rest of the body, and errors while it arrives: the request has failed already.
            context.request().exceptionHandler(_ -> {}).resume();
        }
        boolean isAdmitted = RequestAttributes.isAdmitted(context);
        if (!isAdmitted && isDisconnect(context.failure())) {
            rejectedRequests.add(context, ProblemKind.CLIENT_DISCONNECTED);
            return;
        }
        int status = isAdmitted || context.statusCode() < 0 ? INTERNAL_ERROR : context.statusCode();
        Problem problem = Problem.of(context.failure(), status);
        if (!isAdmitted) {
            rejectedRequests.add(context, problem.kind());
        }
        String instance = problem.kind() == ProblemKind.INTERNAL_ERROR
                ? log(context)
                : Objects.toString(context.request().path(), "");
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        Optional<EventRequest> event = RequestAttributes.event(context);
        ProblemDocument document = ProblemDocument.of(problem, problem.kind().status(event.isPresent()), instance);
        if (event.isPresent() && event.get().prefersReply() && !problem.kind().isTransient()) {
            replyWithEvent(context, event.get(), document);
        } else {
            replyWithProblem(context, problem, document);
        }
    }

    /** Whether the client closed or reset the connection or stream. */
    private static boolean isDisconnect(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof StreamResetException
                || failure instanceof SocketException;
    }

    private static String log(RoutingContext context) {
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(
                Problem.cause(context.failure()),
                "%s: a request failed with status %d",
                instance,
                context.statusCode());
        return instance;
    }

    private void replyWithProblem(RoutingContext context, Problem problem, ProblemDocument document) {
        HttpServerResponse response = context.response();
        if (problem.retryAfter().isPositive()) {
            response.putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter().toSeconds()));
        }
        if (problem.kind() == ProblemKind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(document.status());
        if (ProblemPage.isFor(context.request())) {
            problemPage.get().reply(response, document, isWithToken(context));
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                    .end(json(document));
        }
    }

    private static boolean isWithToken(RoutingContext context) {
        return RequestAttributes.get(context, AuthorizationHeader.class)
                .filter(header -> !header.values().isEmpty())
                .isPresent();
    }

    private void replyWithEvent(RoutingContext context, EventRequest event, ProblemDocument document) {
        String subject =
                RequestAttributes.payload(context).map(CheckedPayload::subject).orElse(null);
        Map<String, String> attributes = event.refusalAttributes(subject);
        HttpServerResponse response = context.response().setStatusCode(200);
        if (event.isStructured()) {
            Map<String, Object> envelope = new LinkedHashMap<>(attributes);
            envelope.put("datacontenttype", MediaType.JSON.toString());
            envelope.put("data", document);
            response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.EVENT.toString())
                    .end(json(envelope));
            return;
        }
        attributes.forEach((name, value) -> response.putHeader(EventRequest.HEADER + name, value));
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.JSON.toString()).end(json(document));
    }

    private Buffer json(Object body) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
