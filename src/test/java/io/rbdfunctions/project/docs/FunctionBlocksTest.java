package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.cluster.LocalGateway;
import io.rbdfunctions.tools.openapi.SchemaValidator;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the pages' calls in a shell, against a running function and a throw-away Ceph. Only addresses, pool, class names and
 * the id of an image in the trash are replaced.
 */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
class FunctionBlocksTest {
    private static final String VOLUME = "pvc-8c1f0e4e-5d0a-4d2a-9d0e-1d2c3b4a5f60";
    private static final String IMAGE = "kubernetes-dynamic-" + VOLUME;
    private static final Map<String, String> TOKEN = Map.of("TOKEN", "canary.of.a.token");
    private static final String TRASH_ID = "1005ddb30304";

    private final CephCluster ceph = CephCluster.shared();
    private final String pool = ceph.freshPool();

    @TempDir
    private Path directory;

    @TestHTTPResource
    @Nullable URI address;

    @Inject
    @Nullable KubernetesClient cluster;

    private String trashId = TRASH_ID;
    private @Nullable LocalGateway gateway;

    static Stream<Block> blocks() {
        return Page.allBlocks().filter(block -> block.isRunIn("function"));
    }

    @BeforeEach
    void createClasses() throws IOException {
        createClass("storageclass-in-tree.yaml");
        createClass("quickstart-ceph/storageclass.yaml");
        // Of another test, in another pool.
        api().persistentVolumes().withName(VOLUME).delete();
    }

    @AfterEach
    void stopGateway() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void succeeds(Block block) throws IOException {
        prepare(block.marking().precondition());

        Shell shell = new Shell(directory);
        CommandResult commandResult = shell.run(adapted(session() + block.text()), TOKEN);

        assertThat(commandResult.exitCode())
                .as("%s: %s%s", block, commandResult.stdout(), commandResult.stderr())
                .isZero();
        assertThat(commandResult.stdout()).isNotBlank();
        if (commandResult.stdout().startsWith("{")) {
            assertThat(new ObjectMapper()
                            .readerFor(com.fasterxml.jackson.databind.JsonNode.class)
                            .readValues(commandResult.stdout())
                            .readAll())
                    .isNotEmpty();
        }
        for (Path reply : shell.replies()) {
            assertMatchesItsDescription(reply);
        }
    }

    private static void assertMatchesItsDescription(Path reply) throws IOException {
        Optional<Endpoint> endpoint =
                Endpoint.atPath("/" + reply.getFileName().toString().replaceFirst(".*-", ""));
        if (endpoint.isPresent()) {
            assertThat(new SchemaValidator().replyProblems(endpoint.get(), Files.readString(reply)))
                    .as(endpoint.toString())
                    .isEmpty();
        }
    }

    /** The other tests rely on this. */
    @Test
    void failuresAreDetected() throws IOException {
        Shell shell = new Shell(directory);

        assertThat(shell.run(
                                adapted(session() + "post info '{\"storageClassName\":\"rbd\",\"pvName\":\"none\"}'"),
                                TOKEN)
                        .exitCode())
                .isNotZero();
        assertThat(shell.run("echo '{}' | jq .persistentVolume", Map.of()).exitCode())
                .isNotZero();
        assertThat(shell.run("curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:1/", TOKEN)
                        .exitCode())
                .isEqualTo(99);
    }

    private static String session() {
        return Page.allBlocks()
                .filter(block -> block.isRunIn("session"))
                .map(Block::text)
                .findFirst()
                .orElseThrow();
    }

    private String adapted(String script) {
        return script.replace(
                        "http://localhost:8080", "http://127.0.0.1:" + (gateway == null ? port() : gateway.port()))
                .replace("10.0.7.52:6789", ceph.monitors())
                .replace("\"pool\":\"kube\"", "\"pool\":\"" + pool + "\"")
                .replace("\"storageClassName\":\"rbd", "\"storageClassName\":\"" + pool)
                .replace(TRASH_ID, trashId);
    }

    private void prepare(String precondition) throws IOException {
        switch (precondition) {
            case "" -> {}
            case "gateway" -> gateway = new LocalGateway(LocalGateway.FUNCTION, port());
            case "image" -> ceph.createImage(pool + "/" + IMAGE, 64);
            case "image of another name" -> ceph.createImage(pool + "/vm-disk-1", 64);
            case "trash" -> {
                trash(IMAGE);
                trashId = trash("kubernetes-dynamic-pvc-of-yesterday");
            }
            case "in-tree volume" -> {
                ceph.createImage(pool + "/" + IMAGE, 64);
                api().resource(inTree()).createOr(existing -> existing.update());
            }
            case "dynamic volume" -> api().resource(dynamic()).createOr(existing -> existing.update());
            case "snapshot" -> {
                api().resource(dynamic()).createOr(existing -> existing.update());
                call("snapshot", "\"pvName\":\"%s\",\"name\":\"before-upgrade\"".formatted(VOLUME));
            }
            default -> throw new IllegalArgumentException("unknown precondition: " + precondition);
        }
    }

    /** Returns the id of the image in the trash. */
    private String trash(String image) {
        ceph.createImage(pool + "/" + image, 64);
        ceph.rbd("trash", "mv", pool + "/" + image).orFail();
        return ceph.trashId(pool + "/" + image);
    }

    /** Provisioned by a call, without a claim. */
    private PersistentVolume dynamic() throws IOException {
        String reply = call("provision", "\"size\":\"64Mi\",\"pvName\":\"%s\"".formatted(VOLUME));
        String manifest =
                new ObjectMapper().readTree(reply).path("persistentVolume").toString();
        return api().persistentVolumes()
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .item();
    }

    /** The reply to a call for a volume of the class for CSI volumes. */
    private String call(String function, String fields) throws IOException {
        return new Shell(directory)
                .run(
                        adapted(session()
                                + "post %s '{\"storageClassName\":\"rbd-csi\",%s}'".formatted(function, fields)),
                        TOKEN)
                .orFail()
                .stdout();
    }

    private PersistentVolume inTree() {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(VOLUME)
                .endMetadata()
                .withNewSpec()
                .addToCapacity("storage", new Quantity("64Mi"))
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName("rbd")
                .withNewRbd()
                .withMonitors(ceph.monitors())
                .withPool(pool)
                .withImage(IMAGE)
                .endRbd()
                .endSpec()
                .build();
    }

    /** The class of the example, named after the pool: classes are cached, and each test has its own pool. */
    private void createClass(String example) throws IOException {
        try (var file = Files.newInputStream(Path.of("k8s/examples", example))) {
            StorageClass storageClass =
                    api().storage().v1().storageClasses().load(file).item();
            storageClass
                    .getMetadata()
                    .setName(storageClass.getMetadata().getName().replaceFirst("^rbd", pool));
            storageClass.getParameters().put("monitors", ceph.monitors());
            storageClass.getParameters().put("pool", pool);
            storageClass.getParameters().put("adminId", "admin");
            api().resource(storageClass).create();
        }
    }

    private int port() {
        return Objects.requireNonNull(address).getPort();
    }

    private KubernetesClient api() {
        return Objects.requireNonNull(cluster);
    }
}
