package io.rbdfunctions.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.reply.StatusReply;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.status.StatusReporter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: how things stand, as a page for those who ask for HTML, and as JSON for all others. */
@Singleton
public final class StatusRoute {
    private static final String PATH = "/";
    private static final String HTML = "text/html";
    /** The page needs nothing but itself; what is in it cannot make it fetch or run anything. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Instance<StatusReporter> surveyor;
    private final RequestExecutor requestExecutor;
    private final ObjectMapper mapper;
    private volatile @Nullable StatusPage page;

    StatusRoute(Instance<StatusReporter> surveyor, RequestExecutor requestExecutor, ObjectMapper mapper) {
        this.surveyor = surveyor;
        this.requestExecutor = requestExecutor;
        this.mapper = mapper;
    }

    /** Behind the gate, and before the functions. */
    void open(@Observes Router router) {
        router.get(PATH).order(0).handler(this::answer);
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
        StatusReply state = StatusReply.of(surveyor.get().survey());
        return isPage ? page().render(state, mapper) : json(state);
    }

    private StatusPage page() {
        StatusPage known = page;
        if (known == null) {
            known = StatusPage.load();
            page = known;
        }
        return known;
    }

    private String json(StatusReply state) {
        try {
            return mapper.writeValueAsString(state);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void send(HttpServerResponse response, boolean isPage, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, isPage ? "text/html; charset=utf-8" : "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
