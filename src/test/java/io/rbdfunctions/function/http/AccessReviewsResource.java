package io.rbdfunctions.function.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.review.ReviewServer;
import java.util.Map;

/** An API server whose replies to reviews depend only on the token. */
public final class AccessReviewsResource implements QuarkusTestResourceLifecycleManager {
    /** Part of each token, so that a leaked token is found. */
    static final String CANARY = "canarycanarycanary";

    static final String PROVISIONER = "system:serviceaccount:ci:provisioner";
    static final String OPERATOR = "system:serviceaccount:ci:operator";
    static final String SOURCE = "system:serviceaccount:rbd-functions:source";
    static final String PROVISIONERS_TOKEN = CANARY + ".provisioner";
    static final String OPERATORS_TOKEN = CANARY + ".operator";
    static final String SOURCES_TOKEN = CANARY + ".source";
    static final String VIEWER = "system:serviceaccount:ci:viewer";
    static final String VIEWERS_TOKEN = CANARY + ".viewer";
    static final String LONG_TOKEN = CANARY + ".viewer".repeat(600);
    static final String UNKNOWN_TOKEN = CANARY + ".unknown";
    static final String UNREVIEWED_TOKEN = CANARY + ".unreviewed";
    static final String UNANSWERED_TOKEN = CANARY + ".unanswered";

    private final ReviewServer server = new ReviewServer();
    private Map<String, String> settings = Map.of();

    @Override
    public Map<String, String> start() {
        server.addToken(PROVISIONERS_TOKEN, PROVISIONER);
        server.permit(PROVISIONER, "/provision");
        server.addToken(OPERATORS_TOKEN, OPERATOR);
        for (Endpoint endpoint : Endpoint.values()) {
            server.permit(OPERATOR, endpoint.path());
        }
        server.addToken(SOURCES_TOKEN, SOURCE);
        server.permit(SOURCE, "/");
        server.addToken(VIEWERS_TOKEN, VIEWER);
        server.addToken(LONG_TOKEN, VIEWER);
        server.permitGet(VIEWER, "/");
        server.failReviews(UNREVIEWED_TOKEN, 403);
        server.failReviews(UNANSWERED_TOKEN, 503);
        settings = Map.of(
                "kubernetes.master", server.url(),
                "kubernetes.auth.tryKubeConfig", "false",
                "kubernetes.auth.tryServiceAccount", "false",
                "http2.disable", "true");
        settings.forEach(System::setProperty);
        return settings;
    }

    @Override
    public void stop() {
        settings.keySet().forEach(System::clearProperty);
        server.close();
    }
}
