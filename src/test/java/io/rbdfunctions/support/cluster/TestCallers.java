package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accounts of a real API server with the roles of the manifests; {@link #close()} removes them. */
public final class TestCallers implements AutoCloseable {
    private static final String ROLES = "parts/identity/callers-rbac.yaml";

    private final KubernetesClient admin = ApiServer.client();
    private final String namespace = "callers-" + UUID.randomUUID();
    private final List<HasMetadata> created = new ArrayList<>();

    public TestCallers() {
        create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build());
        for (HasMetadata role : roles()) {
            role.getMetadata().setName(prefixed(role.getMetadata().getName()));
            create(role);
        }
    }

    private List<HasMetadata> roles() {
        return ManifestFile.read(admin, ROLES).stream()
                .filter(ClusterRole.class::isInstance)
                .toList();
    }

    /** The user name of an account at the API server. */
    public String user(String account) {
        return "system:serviceaccount:%s:%s".formatted(namespace, account);
    }

    public void makeAccount(String account) {
        create(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(account)
                .endMetadata()
                .build());
    }

    /**
     * Binds the account to a role of the manifests.
     *
     * @param role its name in the manifests
     */
    public void bind(String account, String role) {
        create(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(prefixed(account + "-" + role))
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", prefixed(role))
                .addNewSubject(null, "ServiceAccount", account, namespace)
                .build());
    }

    public void unbind(String account, String role) {
        admin.rbac()
                .clusterRoleBindings()
                .withName(prefixed(account + "-" + role))
                .delete();
    }

    public void deleteAccount(String account) {
        admin.serviceAccounts().inNamespace(namespace).withName(account).delete();
    }

    public String token(String account, String... audiences) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audiences)
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private String prefixed(String name) {
        return namespace + "-" + name;
    }

    private void create(HasMetadata object) {
        admin.resource(object).create();
        created.add(object);
    }

    @Override
    public void close() {
        created.reversed().forEach(object -> admin.resource(object).delete());
        admin.close();
    }
}
