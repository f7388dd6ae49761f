package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads manifests as typed objects. The client of the application registers no kinds by name. */
public final class ManifestFile {
    private static final Path K8S = Path.of("k8s");
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ClusterRole.class,
            ClusterRoleBinding.class,
            Deployment.class,
            Namespace.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            Role.class,
            RoleBinding.class,
            Service.class,
            ServiceAccount.class,
            ValidatingAdmissionPolicy.class,
            ValidatingAdmissionPolicyBinding.class,
            ValidatingWebhookConfiguration.class);

    private ManifestFile() {}

    /** @param file relative to {@code k8s} */
    static List<HasMetadata> read(KubernetesClient client, String file) {
        return read(client, file, UnaryOperator.identity());
    }

    public static List<HasMetadata> read(KubernetesClient client, String file, UnaryOperator<String> change) {
        register(client);
        try {
            String text = change.apply(Files.readString(K8S.resolve(file)));
            return client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .items();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns rendered manifests as objects that the client can create. */
    public static List<HasMetadata> objects(KubernetesClient client, List<Manifest> manifests) {
        register(client);
        return manifests.stream()
                .<HasMetadata>map(manifest -> client.getKubernetesSerialization()
                        .unmarshal(manifest.document().toString()))
                .toList();
    }

    private static void register(KubernetesClient client) {
        KINDS.forEach(client.getKubernetesSerialization()::registerKubernetesResource);
    }
}
