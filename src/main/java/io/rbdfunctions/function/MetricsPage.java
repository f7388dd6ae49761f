package io.rbdfunctions.function;

import io.rbdfunctions.observability.Metrics;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Serves the metrics, beside what Quarkus has to say of the application's health. */
@Singleton
final class MetricsPage {
    static final String PATH = "/q/metrics";

    private final Instance<Metrics> metrics;

    MetricsPage(Instance<Metrics> metrics) {
        this.metrics = metrics;
    }

    /** In a thread that may wait: the first time much is put together. */
    void open(@Observes Router router) {
        router.get(PATH).blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        Metrics.Page page = metrics.get().page(accept);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                .end(page.content());
    }
}
