package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The API server of KUBECONFIG. The function uses a service account with exactly the permissions of the manifests, so
 * that a missing permission is found.
 */
final class RealApiServer implements AutoCloseable {
    private static final String SECRETS_ROLE = "parts/identity/secrets-rbac.yaml";
    private static final Map<String, String> OPTIONAL_ROLES = Map.of(
            "-attacher", "parts/attacher/rbac.yaml",
            "-snapshots", "snapshots/rbac.yaml",
            "-across-namespaces", "clones-across-namespaces/rbac.yaml");
    private static final String LEASE_ROLE = "parts/lease/rbac.yaml";
    private static final String CLUSTER_CONFIG_ROLE = "parts/identity/cluster-config-rbac.yaml";
    private static final String ACCOUNT = "rbd-functions";
    private static final String ADMIN = "test.kubeconfig";
    private static final String NAMESPACE = "test.function-namespace";

    private final KubernetesClient admin;
    private final String namespace = "rbd-functions-" + UUID.randomUUID();
    private final Map<String, String> settings = new HashMap<>();

    private RealApiServer(KubernetesClient admin) {
        this.admin = admin;
    }

    static RealApiServer prepare() {
        RealApiServer server = new RealApiServer(new KubernetesClientBuilder().build());
        server.makeAccount();
        // Valid until the server is closed.
        server.settings.forEach(System::setProperty);
        return server;
    }

    private void makeAccount() {
        admin.resource(named(namespace)).create();
        for (HasMetadata object : manifest("parts/identity/function-rbac.yaml")) {
            admin.resource(prefixed(object, namespace)).create();
        }
        OPTIONAL_ROLES.forEach((part, role) -> {
            for (HasMetadata object : manifest(role)) {
                admin.resource(withName(namespace + part, prefixed(object, namespace)))
                        .create();
            }
        });
        settings.put("kubeconfig", functionKubeconfig().toString());
        settings.put(ADMIN, admin.getConfiguration().getFile().getPath());
        settings.put(NAMESPACE, namespace);
    }

    /** The client of the user who runs the tests. */
    static KubernetesClient client() {
        Path kubeconfig = Path.of(System.getProperty(ADMIN, ""));
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    /** Allows the function to read the Secret of the class, and to use a Lease, in a test's namespace. */
    static void permitSecretAndLease(KubernetesClient admin, String namespace) {
        permit(admin, namespace, SECRETS_ROLE);
        permit(admin, namespace, LEASE_ROLE);
    }

    /** Allows the function to read the ConfigMap of ceph-csi, where the manifests expect it. */
    static void permitClusterConfig(KubernetesClient admin) {
        for (HasMetadata object : manifest(CLUSTER_CONFIG_ROLE)) {
            if (object instanceof RoleBinding binding) {
                moveTo(namespace(), binding.getSubjects());
            }
            admin.resource(object).createOr(NonDeletingOperation::update);
        }
    }

    /** The namespace of the function. */
    static String namespace() {
        return System.getProperty(NAMESPACE, "");
    }

    private static void permit(KubernetesClient admin, String namespace, String manifest) {
        for (HasMetadata object : manifest(manifest)) {
            object.getMetadata().setNamespace(namespace);
            if (object instanceof RoleBinding binding) {
                moveTo(namespace(), binding.getSubjects());
            }
            admin.resource(object).create();
        }
    }

    URI address() {
        return URI.create(admin.getConfiguration().getMasterUrl());
    }

    Map<String, String> settings() {
        return Map.of(
                "kubeconfig",
                functionKubeconfig().toString(),
                ADMIN,
                admin.getConfiguration().getFile().getPath(),
                NAMESPACE,
                namespace);
    }

    private Path functionKubeconfig() {
        Config config = admin.getConfiguration();
        var kubeconfig = new ConfigBuilder()
                .addNewCluster()
                .withName(ACCOUNT)
                .withCluster(new ClusterBuilder()
                        .withServer(config.getMasterUrl())
                        .withCertificateAuthority(config.getCaCertFile())
                        .withCertificateAuthorityData(config.getCaCertData())
                        .withInsecureSkipTlsVerify(config.isTrustCerts())
                        .build())
                .endCluster()
                .addNewUser()
                .withName(ACCOUNT)
                .withUser(new AuthInfoBuilder().withToken(token()).build())
                .endUser()
                .addNewContext()
                .withName(ACCOUNT)
                .withNewContext()
                .withCluster(ACCOUNT)
                .withUser(ACCOUNT)
                .withNamespace(namespace)
                .endContext()
                .endContext()
                .withCurrentContext(ACCOUNT)
                .build();
        try {
            Path file = Files.createTempFile("rbd-functions", ".kubeconfig");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Serialization.asYaml(kubeconfig));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String token() {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3600L)
                .endSpec()
                .build();
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(ACCOUNT)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private static List<HasMetadata> manifest(String file) {
        try (KubernetesClient reader = new KubernetesClientBuilder().build()) {
            return ManifestFile.read(reader, file);
        }
    }

    /** Gives cluster-scoped objects a unique name. */
    private static HasMetadata prefixed(HasMetadata object, String namespace) {
        if (object.getMetadata().getNamespace() == null) {
            object.getMetadata().setName(namespace);
        } else {
            object.getMetadata().setNamespace(namespace);
        }
        if (object instanceof ClusterRoleBinding binding) {
            binding.getRoleRef().setName(namespace);
            moveTo(namespace, binding.getSubjects());
        }
        if (object instanceof RoleBinding binding) {
            moveTo(namespace, binding.getSubjects());
        }
        return object;
    }

    private static HasMetadata withName(String name, HasMetadata object) {
        object.getMetadata().setName(name);
        if (object instanceof ClusterRoleBinding binding) {
            binding.getRoleRef().setName(name);
        }
        return object;
    }

    private static void moveTo(String namespace, List<Subject> subjects) {
        subjects.forEach(subject -> subject.setNamespace(namespace));
    }

    private static HasMetadata named(String namespace) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build();
    }

    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
        Stream.concat(Stream.of(""), OPTIONAL_ROLES.keySet().stream()).forEach(part -> {
            admin.rbac().clusterRoleBindings().withName(namespace + part).delete();
            admin.rbac().clusterRoles().withName(namespace + part).delete();
        });
        admin.namespaces().withName(namespace).delete();
        admin.close();
    }
}
