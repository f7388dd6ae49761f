package io.rbdfunctions.function;

import io.rbdfunctions.observability.Metrics;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Serves the metrics at {@code /q/metrics}, next to the health endpoints of Quarkus. */
@Singleton
final class MetricsPage {
    static final String PATH = "/q/metrics";

    private final Instance<Metrics> metrics;

    MetricsPage(Instance<Metrics> metrics) {
        this.metrics = metrics;
    }

    /** On a worker thread, because the first request creates the registry. */
    void register(@Observes Router router) {
        router.get(PATH).blockingHandler(this::reply, false);
    }

    private void reply(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        Metrics.Page page = metrics.get().page(accept);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                .end(page.content());
    }
}
