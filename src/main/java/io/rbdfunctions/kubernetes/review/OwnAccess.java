package io.rbdfunctions.kubernetes.review;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import jakarta.inject.Singleton;

/** Asks the API server what the function's own account may do, which every account may ask. */
@Singleton
public record OwnAccess(KubernetesClient client) {
    /**
     * An action on all objects of a kind.
     *
     * @param group empty for the core group
     * @param resource the plural of the kind, with a subresource as {@code persistentvolumeclaims/status}
     * @param isInOwnNamespace whether it concerns the namespace of the functions only, otherwise all namespaces
     */
    public record Action(String verb, String group, String resource, boolean isInOwnNamespace) {
        @Override
        public String toString() {
            return verb + " " + (group.isEmpty() ? resource : group + "/" + resource)
                    + (isInOwnNamespace ? " in its own namespace" : "");
        }
    }

    /**
     * Whether the account may do it.
     *
     * @throws io.rbdfunctions.kubernetes.ApiException if the API server fails
     */
    public boolean isAllowed(Action action) {
        int slash = action.resource().indexOf('/');
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(
                        action.isInOwnNamespace()
                                ? ApiCalls.ownNamespace(client).value()
                                : null)
                .withVerb(action.verb())
                .withGroup(action.group())
                .withResource(slash < 0 ? action.resource() : action.resource().substring(0, slash))
                .withSubresource(slash < 0 ? null : action.resource().substring(slash + 1))
                .endResourceAttributes()
                .endSpec()
                .build();
        var status = ApiCalls.call(
                        "review our own access",
                        () -> client.authorization()
                                .v1()
                                .selfSubjectAccessReview()
                                .create(review))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }
}
