package io.rbdfunctions.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.status.StatusReporter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** {@code GET /}: the status report, as HTML if the caller accepts HTML, otherwise as JSON. */
@Singleton
public final class StatusRoute {
    private static final String PATH = "/";
    private static final String HTML = "text/html";
    /** The page loads nothing and runs no scripts. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Instance<StatusReporter> statusReporter;
    private final RequestExecutor requestExecutor;
    private final ObjectMapper mapper;

    StatusRoute(Instance<StatusReporter> statusReporter, RequestExecutor requestExecutor, ObjectMapper mapper) {
        this.statusReporter = statusReporter;
        this.requestExecutor = requestExecutor;
        this.mapper = mapper;
    }

    /** Registers the route before those of the functions. */
    void register(@Observes Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean isPage = accepted != null && accepted.contains(HTML);
        requestExecutor
                .call(() -> new Outcome.Done<>(body(isPage)))
                .subscribe()
                .with(body -> send(context.response(), isPage, body), context::fail);
    }

    private String body(boolean isPage) {
        StatusReport status = statusReporter.get().create();
        return isPage ? StatusPage.render(status, mapper) : json(status);
    }

    private String json(StatusReport status) {
        try {
            return mapper.writeValueAsString(status);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void send(HttpServerResponse response, boolean isPage, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, isPage ? "text/html; charset=utf-8" : "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
