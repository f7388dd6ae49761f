package io.rbdfunctions.function;

import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.operation.outcome.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.json}: the OpenAPI description of the functions, a file that is read on request. */
@Singleton
public final class OpenApiRoute {
    private static final String FILE = "openapi.json";

    private final RequestExecutor requestExecutor;

    OpenApiRoute(RequestExecutor requestExecutor) {
        this.requestExecutor = requestExecutor;
    }

    /** Registers the route before those of the functions. */
    void register(@Observes Router router) {
        router.get("/" + FILE).order(0).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        requestExecutor
                .call(() -> new Outcome.Done<>(description()))
                .subscribe()
                .with(body -> send(context.response(), body), context::fail);
    }

    private static Buffer description() {
        try (InputStream file = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream(FILE), FILE)) {
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void send(HttpServerResponse response, Buffer body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
