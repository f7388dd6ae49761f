package io.rbdfunctions.support.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.support.MessageRecorder;
import io.rbdfunctions.support.ceph.CephCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A namespace and StorageClasses of one test on the API server, and a pool on Ceph. */
public final class TestCluster implements AutoCloseable {
    /** What makes a class one of dynamic volumes of ceph-csi. */
    public static final Map<String, String> DYNAMIC =
            Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node", "nodeStageSecretNamespace", "default");

    private static final String LABEL = "test.rbdfunctions.io/namespace";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final CephCluster ceph;
    private final SimpleControllerManager controllers;
    private final String namespace = "life-" + UUID.randomUUID();
    private final String pool;

    public TestCluster(CephCluster ceph) {
        this.client = ApiServer.client();
        this.ceph = ceph;
        this.controllers = new SimpleControllerManager(client);
        this.pool = ceph.freshPool();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        if (ApiServer.isReal()) {
            RealApiServer.permitSecretAndLease(client, namespace);
        }
        makeSecret();
    }

    public void makeSecret() {
        client.resource(secret(ceph.adminKey())).create();
    }

    public void changeKey(String key) {
        client.resource(secret(key)).update();
    }

    private Secret secret(String key) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .withData(Map.of("key", Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    public void deleteSecret() {
        client.secrets().inNamespace(namespace).withName("ceph-admin").delete();
    }

    /** Creates a class with the in-tree parameters, to which the test adds its changes. */
    public String makeClass(UnaryOperator<StorageClassBuilder> change, Map<String, String> more) {
        String name = "rbd-" + UUID.randomUUID();
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors",
                ceph.monitors(),
                "pool",
                pool,
                "adminSecretName",
                "ceph-admin",
                "adminSecretNamespace",
                namespace,
                "userSecretName",
                "ceph-user",
                "imageFeatures",
                "layering"));
        parameters.putAll(more);
        StorageClassBuilder builder = new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(LABEL, namespace)
                .endMetadata()
                .withProvisioner(ApiServer.PROVISIONER)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .withAllowVolumeExpansion(true)
                .withParameters(parameters);
        client.resource(change.apply(builder).build()).create();
        return name;
    }

    public String makeClass() {
        return makeClass(builder -> builder, Map.of());
    }

    /** Creates a class with dynamic volumes of ceph-csi. */
    public String makeCsiClass(Map<String, String> more) {
        return makeCsiClass(builder -> builder, more);
    }

    public String makeCsiClass(UnaryOperator<StorageClassBuilder> change, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(DYNAMIC);
        parameters.putAll(more);
        return makeClass(change, parameters);
    }

    public void deleteClass(String name) {
        client.storage().v1().storageClasses().withName(name).delete();
    }

    /** Creates a VolumeAttributesClass of our driver. */
    public String makeAttributesClass(Map<String, String> parameters) {
        return makeAttributesClass("vac-" + UUID.randomUUID(), ApiServer.PROVISIONER, parameters);
    }

    public String makeAttributesClass(String name, String driver, Map<String, String> parameters) {
        client.resource(new VolumeAttributesClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(LABEL, namespace)
                        .endMetadata()
                        .withDriverName(driver)
                        .withParameters(parameters)
                        .build())
                .create();
        return name;
    }

    public PersistentVolumeClaim makeClaim(String storageClass, UnaryOperator<PersistentVolumeClaimBuilder> change) {
        PersistentVolumeClaim claim = addClaim(storageClass, change);
        settle();
        return claim;
    }

    /** Creates a claim that no controller has seen yet. */
    PersistentVolumeClaim addClaim(String storageClass, UnaryOperator<PersistentVolumeClaimBuilder> change) {
        return client.resource(change.apply(new PersistentVolumeClaimBuilder()
                                .withNewMetadata()
                                .withNamespace(namespace)
                                .withName("data-" + UUID.randomUUID())
                                .endMetadata()
                                .withNewSpec()
                                .withAccessModes("ReadWriteOnce")
                                .withStorageClassName(storageClass)
                                .withVolumeMode("Filesystem")
                                .withNewResources()
                                .withRequests(Map.of("storage", new Quantity("64Mi")))
                                .endResources()
                                .endSpec())
                        .build())
                .create();
    }

    public PersistentVolumeClaim addClaim(String storageClass) {
        return addClaim(storageClass, claim -> claim);
    }

    public List<PersistentVolumeClaim> claims() {
        return client.persistentVolumeClaims().inNamespace(namespace).list().getItems();
    }

    /** The volumes of all namespaces. */
    public List<PersistentVolume> volumes() {
        return client.persistentVolumes().list().getItems();
    }

    public void deleteClaims() {
        client.persistentVolumeClaims().inNamespace(namespace).delete();
        settle();
    }

    public PersistentVolumeClaim makeClaim(String storageClass) {
        return makeClaim(storageClass, claim -> claim);
    }

    public PersistentVolumeClaim grow(PersistentVolumeClaim claim, String size) {
        return client.resource(now(claim))
                .edit(current -> new PersistentVolumeClaimBuilder(current)
                        .editSpec()
                        .editResources()
                        .withRequests(Map.of("storage", new Quantity(size)))
                        .endResources()
                        .endSpec()
                        .build());
    }

    /** Requests other attributes for the volume; null for none. */
    public PersistentVolumeClaim modify(PersistentVolumeClaim claim, @Nullable String attributesClass) {
        return client.resource(now(claim))
                .edit(current -> new PersistentVolumeClaimBuilder(current)
                        .editSpec()
                        .withVolumeAttributesClassName(attributesClass)
                        .endSpec()
                        .build());
    }

    public void annotate(PersistentVolumeClaim claim, String key, String value) {
        client.resource(now(claim))
                .edit(current -> new PersistentVolumeClaimBuilder(current)
                        .editMetadata()
                        .addToAnnotations(key, value)
                        .endMetadata()
                        .build());
        settle();
    }

    /** Waits until the controller manager hands the claim to the provisioner. */
    public PersistentVolumeClaim handedOver(PersistentVolumeClaim claim) {
        // API servers before 1.23 write the beta annotation only.
        until(() -> now(claim).getMetadata().getAnnotations().keySet().stream()
                .anyMatch(key -> key.endsWith("/storage-provisioner")));
        return now(claim);
    }

    public PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
        until(() -> "Bound".equals(now(claim).getStatus().getPhase()));
        return now(claim);
    }

    public PersistentVolume released(PersistentVolume volume) {
        until(() -> "Released".equals(now(volume).getStatus().getPhase()));
        return now(volume);
    }

    public <T extends HasMetadata> T create(T object) {
        return client.resource(object).create();
    }

    public void delete(HasMetadata object) {
        client.resource(object).delete();
        settle();
    }

    public void untilGone(HasMetadata object) {
        until(() -> client.resource(object).get() == null);
    }

    public boolean exists(HasMetadata object) {
        settle();
        return client.resource(object).get() != null;
    }

    /** Reads the object again; fails if it is gone. */
    public <T extends HasMetadata> T now(T object) {
        T found = client.resource(object).get();
        if (found == null) {
            throw new AssertionError(object.getMetadata().getName() + " is gone");
        }
        return found;
    }

    public PersistentVolume volumeOf(PersistentVolumeClaim claim) {
        PersistentVolume volume = findVolume(claim);
        if (volume == null) {
            throw new AssertionError("no volume for " + claim.getMetadata().getName() + ": " + reasons(claim));
        }
        return volume;
    }

    public @Nullable PersistentVolume findVolume(PersistentVolumeClaim claim) {
        return client.persistentVolumes()
                .withName("pvc-" + claim.getMetadata().getUid())
                .get();
    }

    /** The image of the claim's volume; without a volume, that of an in-tree class. */
    public String imageOf(PersistentVolumeClaim claim) {
        return pool + "/"
                + Optional.ofNullable(findVolume(claim))
                        .flatMap(volume -> new VolumeView(volume).image())
                        .orElse("kubernetes-dynamic-pvc-" + claim.getMetadata().getUid());
    }

    public List<Event> events(HasMetadata about) {
        String eventNamespace = about.getMetadata().getNamespace() == null
                ? "default"
                : about.getMetadata().getNamespace();
        return client.v1().events().inNamespace(eventNamespace).list().getItems().stream()
                .filter(event -> about.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .filter(event -> ApiServer.PROVISIONER.equals(event.getReportingComponent()))
                .toList();
    }

    public List<String> reasons(HasMetadata about) {
        return events(about).stream().map(Event::getReason).toList();
    }

    /** Whether the API server is Kubernetes 1.x or newer. The mock has everything. */
    public boolean isAtLeast(int minor) {
        return !ApiServer.isReal()
                || Integer.parseInt(
                                "0" + client.getKubernetesVersion().getMinor().replaceAll("\\D", ""))
                        >= minor;
    }

    /** Whether claims have {@code allocatedResources}. */
    public boolean hasAllocatedResources() {
        return isAtLeast(32);
    }

    public void settle() {
        if (!ApiServer.isReal()) {
            controllers.settle();
        }
    }

    /** Runs the controllers for one claim and its volume only. */
    public void settle(PersistentVolumeClaim claim) {
        if (!ApiServer.isReal()) {
            controllers.settle(claim);
        }
    }

    void until(Callable<Boolean> condition) {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(ApiServer.isReal() ? 200 : 20))
                .until(() -> {
                    settle();
                    return condition.call();
                });
    }

    public String namespace() {
        return namespace;
    }

    public String pool() {
        return pool;
    }

    @Override
    public void close() {
        recordEvents();
        client.persistentVolumeClaims().inNamespace(namespace).delete();
        client.storage().v1().storageClasses().withLabel(LABEL, namespace).delete();
        if (isAtLeast(34)) {
            client.storage()
                    .v1()
                    .volumeAttributesClasses()
                    .withLabel(LABEL, namespace)
                    .delete();
        }
        client.persistentVolumes().list().getItems().stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null
                        && namespace.equals(volume.getSpec().getClaimRef().getNamespace()))
                .forEach(this::forceDelete);
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    private void recordEvents() {
        Stream.of(namespace, "default")
                .flatMap(place -> client.v1().events().inNamespace(place).list().getItems().stream())
                .filter(event -> ApiServer.PROVISIONER.equals(event.getReportingComponent()))
                .forEach(event -> MessageRecorder.event(
                        event.getInvolvedObject().getKind(), event.getType(), event.getReason(), event.getMessage()));
    }

    private void forceDelete(PersistentVolume volume) {
        client.resource(volume).delete();
        if (client.resource(volume).get() != null) {
            client.resource(volume)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
        }
    }
}
