package io.rbdfunctions.function.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.http.ProblemPage;
import io.rbdfunctions.function.http.RequestAttributes;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.operation.access.Caller;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the status report, as HTML if the caller accepts HTML, otherwise as JSON. */
@Singleton
public final class StatusRoute {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

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
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        StatusQuery query = StatusQuery.of(context.queryParams());
        boolean isPage = ProblemPage.isAcceptedBy(context.request());
        String user = RequestAttributes.caller(context)
                .filter(caller -> !caller.equals(Caller.ANONYMOUS))
                .map(Caller::name)
                .orElse(null);
        requestExecutor
                .call(() -> new Outcome.Done<>(isPage ? page(query, user) : json(query)))
                .subscribe()
                .with(body -> send(context.response(), isPage, body), context::fail);
    }

    private StatusReport report(StatusQuery query) {
        return statusReporter.get().create(query::mayMatch);
    }

    private String page(StatusQuery query, @Nullable String user) {
        return render(StatusView.of(report(query), query, user), mapper);
    }

    static String render(StatusView view, ObjectMapper mapper) {
        return HtmlTemplate.STATUS.render(mapper.convertValue(view, MAP));
    }

    /** Lists all volumes that match, unless the query has a page or a limit. */
    private String json(StatusQuery query) {
        StatusReport report = report(query);
        int limit = query.limit() == null ? StatusQuery.DEFAULT_LIMIT : query.limit();
        boolean isPaged = query.limit() != null || query.page() > 1;
        VolumeTable table = VolumeTable.of(report.volumes(), query, isPaged ? limit : StatusReport.MAX_VOLUMES);
        try {
            return mapper.writeValueAsString(report.withVolumes(table.rows(), table.matching()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void send(HttpServerResponse response, boolean isPage, String body) {
        if (isPage) {
            HtmlTemplate.send(response, body);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
