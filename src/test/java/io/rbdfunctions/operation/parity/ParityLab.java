package io.rbdfunctions.operation.parity;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.InterceptingRunner;
import io.rbdfunctions.operation.Observed;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The environment of one row: the operations, a real Ceph, and an API server in this process. */
public final class ParityLab implements AutoCloseable {
    private static final ChildProcesses PROCESSES = new ChildProcesses(4, Duration.ofSeconds(60));

    public final CephCluster ceph = CephCluster.shared();
    final TestApi api = new TestApi();
    public final InterceptingRunner runner = new InterceptingRunner(PROCESSES);
    final RequestBuilder request =
            new RequestBuilder().parameter("monitors", ceph.monitors()).parameter("pool", ceph.pool());
    final List<ObjectKey> secretsRead = new CopyOnWriteArrayList<>();

    private Secrets secrets = TestSecrets.inFiles(ceph.secrets());
    private final VolumeOperations operations = OperationsHarness.operations(
            runner,
            secret -> {
                secretsRead.add(secret);
                return secrets.credentials(secret);
            },
            api);

    Observed provision() {
        return observe(() -> operations.run(request.provision()));
    }

    Observed expand() {
        return observe(() -> operations.run(request.expand()));
    }

    Observed delete() {
        return observe(() -> operations.run(request.delete()));
    }

    /** Reads keys from an API server with this Secret only. {@code {key}} is replaced by the admin's key. */
    void secret(String namespace, String type, Map<String, String> data) {
        secrets = api.secrets();
        api.put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("ceph-admin")
                .endMetadata()
                .withType(type)
                .withData(data.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> base64(fill(entry.getValue())))))
                .build());
    }

    /** Reads keys from an API server without Secrets. */
    void noSecret() {
        secrets = api.secrets();
    }

    /** Creates a class with the parameters of the request, which then names it. */
    void storageClass(String reclaimPolicy, String... mountOptions) {
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner("kubernetes.io/rbd")
                .withParameters(request.parameters())
                .withReclaimPolicy(reclaimPolicy)
                .withMountOptions(mountOptions)
                .build());
        request.storageClass("rbd");
    }

    public String image() {
        return ceph.pool() + "/" + request.imageName();
    }

    /** Replaces the placeholders in a text by the values of this environment. */
    public String fill(String text) {
        return text.replace("{connect}", "--pool {pool} --id admin -m {monitors} --keyfile -")
                .replace("{connect monitors first}", "--pool {pool} -m {monitors} --id admin --keyfile -")
                .replace("{end}", "-c /dev/null --client-mount-timeout 10 --rados_osd_op_timeout 20")
                .replace("{image}", request.imageName().value())
                .replace("{pool}", ceph.pool())
                .replace("{monitors}", request.parameters().getOrDefault("monitors", ceph.monitors()))
                .replace("{v1}", ceph.monitorsByOldProtocol())
                .replace("{v2}", ceph.monitors())
                .replace("{key}", ceph.adminKey());
    }

    private Observed observe(Supplier<Outcome<?>> operation) {
        try {
            return new Observed(this, operation.get());
        } catch (InvalidValueException | InvalidRequestException | TryAgainException failure) {
            return new Observed(this, failure);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        api.close();
    }
}
