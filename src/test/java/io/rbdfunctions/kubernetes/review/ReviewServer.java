package io.rbdfunctions.kubernetes.review;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authorization.v1.NonResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.rbdfunctions.support.TestHttp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** An API server that only answers TokenReviews and SubjectAccessReviews. */
public final class ReviewServer implements AutoCloseable {
    private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private record User(String name, List<String> audiences) {}

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Set<String> permissions = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicInteger tokenReviews = new AtomicInteger();
    private final AtomicInteger accessReviews = new AtomicInteger();
    private volatile Runnable pause = () -> {};

    public ReviewServer() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Reviewing(), false);
        server.init();
        client = server.createClient(builder -> builder.withHttpClientFactory(TestHttp.factory())
                .editOrNewConfig()
                .withRequestRetryBackoffLimit(0)
                .endConfig());
    }

    public String url() {
        return server.url("/");
    }

    /** Adds a token of the user. */
    public void addToken(String token, String user, String... audiences) {
        users.put(token, new User(user, List.of(audiences)));
    }

    /** Makes reviews of this token fail with the status code. */
    public void failReviews(String token, int code) {
        failures.put(token, code);
    }

    public void removeToken(String token) {
        users.remove(token);
    }

    public void permit(String user, String path) {
        permissions.add(user + " post " + path);
    }

    /** Allows the user to get an object, such as {@code volumesnapshots.snapshot.storage.k8s.io shop/nightly}, or a path. */
    public void permitGet(String user, String object) {
        permissions.add(user + " get " + object);
    }

    public void revoke(String user, String path) {
        permissions.remove(user + " post " + path);
    }

    /** Runs this before each response. */
    public void pause(Runnable pause) {
        this.pause = pause;
    }

    public int tokenReviews() {
        return tokenReviews.get();
    }

    public int accessReviews() {
        return accessReviews.get();
    }

    public AccessReviews reviews(Duration cacheTtl, LongSupplier clock, String... audiences) {
        return new AccessReviews(client, Set.of(audiences), cacheTtl, clock);
    }

    /** Stops answering. */
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
                case "POST " + ACCESS -> access(Serialization.unmarshal(body, SubjectAccessReview.class));
                default -> new MockResponse().setResponseCode(404);
            };
        }

        private MockResponse token(TokenReview review) {
            tokenReviews.incrementAndGet();
            String token = review.getSpec().getToken();
            Integer failure = failures.get(token);
            if (failure != null) {
                return new MockResponse().setResponseCode(failure).setBody("{\"message\":\"%s\"}".formatted(token));
            }
            User user = users.get(token);
            return respond(
                    user == null
                            ? Map.of("error", "invalid bearer token, " + token)
                            : Map.of(
                                    "authenticated",
                                    true,
                                    "audiences",
                                    user.audiences(),
                                    "user",
                                    Map.of("username", user.name(), "groups", List.of("system:authenticated"))));
        }

        private MockResponse access(SubjectAccessReview review) {
            accessReviews.incrementAndGet();
            String permission = review.getSpec().getUser() + " "
                    + (review.getSpec().getResourceAttributes() == null
                            ? text(review.getSpec().getNonResourceAttributes())
                            : text(review.getSpec().getResourceAttributes()));
            return respond(Map.of("allowed", permissions.contains(permission)));
        }

        private static String text(NonResourceAttributes attributes) {
            return "%s %s".formatted(attributes.getVerb(), attributes.getPath());
        }

        private static String text(ResourceAttributes attributes) {
            String group = attributes.getGroup().isEmpty() ? "" : "." + attributes.getGroup();
            return "%s %s%s %s/%s"
                    .formatted(
                            attributes.getVerb(),
                            attributes.getResource(),
                            group,
                            attributes.getNamespace(),
                            attributes.getName());
        }

        private static MockResponse respond(Map<String, ?> status) {
            return new MockResponse()
                    .setResponseCode(201)
                    .setHeader("Content-Type", "application/json")
                    .setBody(Serialization.asJson(Map.of("status", status)));
        }
    }
}
