package io.rbdfunctions.kubernetes.dev;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The objects of the examples, for the throw-away Ceph: two classes, their Secrets and a claim.
 *
 * @param ceph the settings of a client of the cluster by name, keys included
 */
public record DevObjects(Map<String, String> ceph) {
    private static final Path MANIFESTS = Path.of("k8s");
    private static final String NAMESPACE = "kube-system";

    public List<HasMetadata> all() {
        StorageClass inTree = storageClass("examples/storageclass-in-tree.yaml");
        return List.of(
                inTree,
                storageClass("examples/quickstart-ceph/storageclass.yaml"),
                secret("ceph-admin", Map.of("key", get("CEPH_ADMIN_KEY"))),
                secret("ceph-user", Map.of("key", get("CEPH_USER_KEY"))),
                secret("ceph-node", Map.of("userID", get("CEPH_USER_ID"), "userKey", get("CEPH_USER_KEY"))),
                claim(inTree));
    }

    private StorageClass storageClass(String file) {
        StorageClass example = read(file, StorageClass.class);
        example.getParameters().put("monitors", get("CEPH_MONITORS"));
        example.getParameters().put("pool", get("CEPH_POOL"));
        example.getParameters().put("adminId", "admin");
        example.getParameters().computeIfPresent("userId", (_, _) -> get("CEPH_USER_ID"));
        return example;
    }

    private static Secret secret(String name, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withType(data.containsKey("key") ? "kubernetes.io/rbd" : "Opaque")
                .withData(data.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> base64(entry.getValue()))))
                .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the controller manager of Kubernetes hands it to a provisioner. */
    private static PersistentVolumeClaim claim(StorageClass storageClass) {
        return new PersistentVolumeClaimBuilder(read("parts/quickstart/claim.yaml", PersistentVolumeClaim.class))
                .editMetadata()
                .withNamespace("shop")
                .withName("data")
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", storageClass.getProvisioner())
                .endMetadata()
                .editSpec()
                .withStorageClassName(storageClass.getMetadata().getName())
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    private String get(String name) {
        return Objects.requireNonNull(ceph.get(name), name);
    }

    private static <T> T read(String file, Class<T> type) {
        try {
            return Serialization.unmarshal(Files.readString(MANIFESTS.resolve(file)), type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
