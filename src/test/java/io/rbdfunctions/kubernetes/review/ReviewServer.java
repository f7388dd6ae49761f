package io.rbdfunctions.kubernetes.review;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** An API server that knows tokens and rights, and nothing else. */
public final class ReviewServer implements AutoCloseable {
    private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String RIGHTS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private record Holder(String name, List<String> audiences) {}

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Map<String, Holder> holders = new ConcurrentHashMap<>();
    private final Set<String> rights = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> troubles = new ConcurrentHashMap<>();
    private final AtomicInteger tokenReviews = new AtomicInteger();
    private final AtomicInteger accessReviews = new AtomicInteger();
    private volatile Runnable pause = () -> {};

    public ReviewServer() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Reviewing(), false);
        server.init();
        client = server.createClient(builder ->
                builder.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig());
    }

    public String url() {
        return server.url("/");
    }

    /** Makes the token one of the user's. */
    public void know(String token, String user, String... audiences) {
        holders.put(token, new Holder(user, List.of(audiences)));
    }

    /** Has reviews of this token answered with the status code and no review. */
    public void trouble(String token, int code) {
        troubles.put(token, code);
    }

    public void forget(String token) {
        holders.remove(token);
    }

    public void permit(String user, String path) {
        rights.add(user + " post " + path);
    }

    public void revoke(String user, String path) {
        rights.remove(user + " post " + path);
    }

    /** Does this in each review before it is answered. */
    public void pause(Runnable pause) {
        this.pause = pause;
    }

    public int tokenReviews() {
        return tokenReviews.get();
    }

    public int accessReviews() {
        return accessReviews.get();
    }

    public AccessReviews reviews(Duration memory, LongSupplier clock, String... audiences) {
        return new AccessReviews(client, Set.of(audiences), memory, clock);
    }

    /** Answers nobody any more. */
    public void stop() {
        server.destroy();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private final class Reviewing extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            pause.run();
            String body = request.getBody().readUtf8();
            return switch (request.getMethod() + " " + request.getPath()) {
                case "POST " + TOKENS -> token(Serialization.unmarshal(body, TokenReview.class));
                case "POST " + RIGHTS -> right(Serialization.unmarshal(body, SubjectAccessReview.class));
                default -> new MockResponse().setResponseCode(404);
            };
        }

        private MockResponse token(TokenReview review) {
            tokenReviews.incrementAndGet();
            String token = review.getSpec().getToken();
            Integer trouble = troubles.get(token);
            if (trouble != null) {
                return new MockResponse().setResponseCode(trouble).setBody("{\"message\":\"%s\"}".formatted(token));
            }
            Holder holder = holders.get(token);
            return answer(
                    holder == null
                            ? Map.of("error", "invalid bearer token, " + token)
                            : Map.of(
                                    "authenticated",
                                    true,
                                    "audiences",
                                    holder.audiences(),
                                    "user",
                                    Map.of("username", holder.name(), "groups", List.of("system:authenticated"))));
        }

        private MockResponse right(SubjectAccessReview review) {
            accessReviews.incrementAndGet();
            var asked = review.getSpec().getNonResourceAttributes();
            String right = "%s %s %s".formatted(review.getSpec().getUser(), asked.getVerb(), asked.getPath());
            return answer(Map.of("allowed", rights.contains(right)));
        }

        private static MockResponse answer(Map<String, ?> status) {
            return new MockResponse()
                    .setResponseCode(201)
                    .setHeader("Content-Type", "application/json")
                    .setBody(Serialization.asJson(Map.of("status", status)));
        }
    }
}
