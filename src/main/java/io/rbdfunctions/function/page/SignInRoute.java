package io.rbdfunctions.function.page;

import io.rbdfunctions.function.http.ProblemPage;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.page.MessageView.Form;
import io.rbdfunctions.function.problem.ProblemDocument;
import io.rbdfunctions.operation.outcome.Outcome;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code POST /sign-in} and {@code POST /sign-out}, and the pages that a browser gets instead of problem documents. The gate has checked
 * the token, and it sets and removes the cookie.
 */
@Singleton
final class SignInRoute implements ProblemPage {
    private final RequestExecutor requestExecutor;

    SignInRoute(RequestExecutor requestExecutor) {
        this.requestExecutor = requestExecutor;
    }

    /** Registers the routes before those of the functions. */
    void register(@Observes Router router) {
        router.post("/sign-in").order(0).handler(context -> send(context, MessageView.SIGNED_IN));
        router.post("/sign-out").order(0).handler(context -> send(context, MessageView.SIGNED_OUT));
    }

    private void send(RoutingContext context, MessageView view) {
        requestExecutor
                .call(() -> new Outcome.Done<>(view.render()))
                .subscribe()
                .with(html -> HtmlTemplate.send(context.response(), html), context::fail);
    }

    @Override
    public void reply(HttpServerResponse response, ProblemDocument problem, boolean isWithToken) {
        HtmlTemplate.send(response, view(problem, isWithToken).render());
    }

    private static MessageView view(ProblemDocument problem, boolean isWithToken) {
        return switch (problem.status()) {
            case 401 -> isWithToken ? MessageView.TOKEN_REJECTED : MessageView.SIGN_IN;
            case 403 -> new MessageView(problem.title(), problem.detail(), true, Form.SIGN_IN);
            default -> new MessageView(problem.title(), problem.detail(), true, Form.NONE);
        };
    }
}
