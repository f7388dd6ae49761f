package io.rbdfunctions.system.apiserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.ManifestFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A namespace with the webhook or the policies of the manifests; {@link #close()} removes them. */
final class AdmissionSetup implements AutoCloseable {

    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(new File(System.getenv("KUBECONFIG"))))
            .build();
    private final List<HasMetadata> objects = new ArrayList<>();
    private final String namespace = "admission-" + UUID.randomUUID();

    AdmissionSetup() {
        create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build());
    }

    String namespace() {
        return namespace;
    }

    /** Adds the webhook of the manifests, but with a URL, and with {@code failurePolicy: Fail}. */
    void addWebhook(int port) {
        permit();
        for (HasMetadata object : manifests("parts/webhook/webhook.yaml")) {
            ValidatingWebhookConfiguration configuration = (ValidatingWebhookConfiguration) object;
            configuration.getMetadata().setName(namespace);
            configuration.getWebhooks().forEach(webhook -> {
                webhook.setFailurePolicy("Fail");
                webhook.getClientConfig().setService(null);
                webhook.getClientConfig().setUrl("https://127.0.0.1:%d/validate".formatted(port));
                webhook.getClientConfig().setCaBundle(certificate());
            });
            create(configuration);
        }
    }

    boolean supportsPolicies() {
        return client.supports(ValidatingAdmissionPolicy.class);
    }

    void addPolicies() {
        Stream.of("classes", "attributes-classes", "claims", "volumes")
                .flatMap(file -> manifests("policies/" + file + ".yaml").stream())
                .forEach(this::create);
    }

    /** The warnings of the API server about the expressions of the policies. */
    List<String> typeWarnings() {
        return objects.stream()
                .filter(ValidatingAdmissionPolicy.class::isInstance)
                .map(policy ->
                        (ValidatingAdmissionPolicy) client.resource(policy).get())
                .filter(policy ->
                        policy.getStatus() != null && policy.getStatus().getTypeChecking() != null)
                .flatMap(policy -> policy.getStatus().getTypeChecking().getExpressionWarnings().stream())
                .map(warning -> warning.getFieldRef() + ": " + warning.getWarning())
                .toList();
    }

    /** Grants the webhook's permissions to the function if it runs under an account with fewer. */
    private void permit() {
        String account = System.getProperty("test.function-namespace");
        if (account == null) {
            return;
        }
        for (HasMetadata object : manifests("parts/webhook/rbac.yaml")) {
            if (object.getMetadata().getNamespace() == null) {
                object.getMetadata().setName(namespace);
                if (object instanceof ClusterRoleBinding binding) {
                    binding.getRoleRef().setName(namespace);
                    binding.getSubjects().getFirst().setName("rbd-functions");
                    binding.getSubjects().getFirst().setNamespace(account);
                }
                create(object);
            }
        }
    }

    void annotateNamespace(String key, String value) {
        client.namespaces()
                .withName(namespace)
                .edit(found -> new NamespaceBuilder(found)
                        .editMetadata()
                        .addToAnnotations(key, value)
                        .endMetadata()
                        .build());
    }

    HasMetadata create(HasMetadata object) {
        HasMetadata created = client.resource(object).create();
        objects.add(created);
        return created;
    }

    void createAndRemove(HasMetadata object) {
        client.resource(object).create();
        client.resource(object).delete();
    }

    private List<HasMetadata> manifests(String file) {
        return ManifestFile.read(client, file, text -> text.replace("rbdfunctions.io/rbd", ApiServer.PROVISIONER));
    }

    private static String certificate() {
        try {
            return Base64.getEncoder()
                    .encodeToString(Files.readAllBytes(AdmissionProfile.DIRECTORY.resolve("tls.crt")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        objects.reversed().forEach(object -> client.resource(object).delete());
        client.close();
    }
}
