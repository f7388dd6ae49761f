package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.Map;

/** Answers what the function may do itself: everything, except for one thing that a test denies. */
public final class OwnAccessReviews extends Dispatcher {
    private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final String DENIED = "test.denied-access";

    private final Dispatcher server;

    OwnAccessReviews(Dispatcher server) {
        this.server = server;
    }

    /**
     * Denies one thing.
     *
     * @param action such as {@code list events}; the group is left out
     */
    public static void deny(String action) {
        System.setProperty(DENIED, action);
    }

    public static void allowAll() {
        System.clearProperty(DENIED);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (!PATH.equals(request.getPath())) {
            return server.dispatch(request);
        }
        SelfSubjectAccessReview review =
                Serialization.unmarshal(request.getBody().readUtf8(), SelfSubjectAccessReview.class);
        ResourceAttributes asked = review.getSpec().getResourceAttributes();
        boolean isAllowed =
                !"%s %s".formatted(asked.getVerb(), asked.getResource()).equals(System.getProperty(DENIED));
        return new MockResponse()
                .setResponseCode(201)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(Map.of("status", Map.of("allowed", isAllowed))));
    }
}
