package io.rbdfunctions.kubernetes.grant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads the ReferenceGrants of the Gateway API, which a cluster need not have. */
@Singleton
public record ReferenceGrants(KubernetesClient client) {
    private static final ResourceDefinitionContext GRANTS = new ResourceDefinitionContext.Builder()
            .withGroup("gateway.networking.k8s.io")
            .withVersion("v1beta1")
            .withKind("ReferenceGrant")
            .withPlural("referencegrants")
            .withNamespaced(true)
            .build();

    /**
     * The grants of a namespace; none if the cluster does not have the kind.
     *
     * @throws ApiException if the API server fails
     */
    public List<ReferenceGrantView> in(ObjectName namespace) {
        try {
            return ApiCalls.call(
                    "list ReferenceGrants in " + namespace,
                    () ->
                            client
                                    .genericKubernetesResources(GRANTS)
                                    .inNamespace(namespace.value())
                                    .list()
                                    .getItems()
                                    .stream()
                                    .map(ReferenceGrantView::new)
                                    .toList());
        } catch (StaleObjectException _) {
            return List.of();
        }
    }
}
