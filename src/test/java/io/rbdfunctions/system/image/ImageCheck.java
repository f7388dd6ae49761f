package io.rbdfunctions.system.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the image with minimal privileges. */
class ImageCheck {
    private static final Path DIRECTORY = Path.of("target", "image").toAbsolutePath();
    private static final long MEGABYTE = 1_000_000;
    private static final long GIBIBYTE = 1L << 30;

    private static Image image;

    @BeforeAll
    static void build() {
        image = Image.build(DIRECTORY);
    }

    @Test
    void isSmallerThan300Megabytes() {
        List<Image.Part> parts = image.parts();
        parts.stream()
                .sorted(Comparator.comparingLong(Image.Part::bytes).reversed())
                .limit(16)
                .forEach(part -> System.out.printf("%6.1f MB  %s%n", part.bytes() / 1e6, part.path()));

        assertThat(parts).extracting(Image.Part::bytes).allMatch(bytes -> bytes < 300 * MEGABYTE);
    }

    @Test
    void hasUserLabelsAndPort() {
        assertThat(image.user()).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(image.label("title")).isEqualTo("rbd-functions");
        assertThat(image.label("licenses")).isEqualTo("Apache-2.0");
        assertThat(image.label("version")).isNotEmpty();
        assertThat(image.config().path("ExposedPorts").has("8080/tcp")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"librbd", "cli"})
    void managesVolumesWithoutPrivilegesOnAReadOnlyRoot(String engine) throws IOException {
        try (CephCluster ceph = CephCluster.fresh()) {
            long start = System.nanoTime();
            try (FunctionProcess function = start(ceph, engine)) {
                long ready = System.nanoTime();
                provision(ceph, function);
                System.out.printf(
                        "%s: ready after %d ms, the first volume after %d ms%n",
                        engine, millis(start, ready), millis(start, System.nanoTime()));
                requireConfined(ceph, Confinement.of(function.pid()));
                expandAndDelete(ceph, function);
            }
        }
    }

    /** With default settings: rejects requests without a token, and requests with a token while the API server is unreachable. */
    @Test
    void authenticatesCallersByDefault() throws IOException {
        Path directory = Files.createDirectories(DIRECTORY.resolve("asking"));
        try (FunctionProcess function =
                FunctionProcess.start(directory, image.program(directory), List.of("-XX:AOTMode=on"))) {
            for (String path : List.of("provision", "expand", "delete", "list", "sweep")) {
                assertThat(function.post(path, Map.of()).status()).as(path).isEqualTo(401);
            }
            function.show("a-token-that-nobody-can-look-up");
            HttpAnswer unknown = function.post("list", Map.of());

            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.text("/type")).isEqualTo("urn:rbdfunctions:problem:unreachable");
        }
    }

    /** With {@code AOTMode=on}, the JVM does not start if it cannot use the cache of the image. */
    private static FunctionProcess start(CephCluster ceph, String engine) throws IOException {
        List<String> options = List.of(
                "-XX:AOTMode=on",
                "-Drbd-functions.secrets.directory=/mnt",
                "-Drbd-functions.auth=none",
                "-Drbd-functions.policy.check-volumes=false",
                "-Drbd-functions.rbd.engine=" + engine);
        return FunctionProcess.start(DIRECTORY.resolve(engine), image.program(readableCopy(ceph, engine)), options);
    }

    /** Copies the keys so that the user of the pod can read them, as in mounted Secrets. */
    private static Path readableCopy(CephCluster ceph, String engine) throws IOException {
        Path copy = DIRECTORY.resolve(engine).resolve("secrets");
        try (Stream<Path> files = Files.walk(ceph.secrets())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(ceph.secrets().relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file));
            }
        }
        return copy;
    }

    private static void provision(CephCluster ceph, FunctionProcess function) {
        HttpAnswer made = function.post("provision", payload(ceph, Map.of("pvName", "pvc-1", "size", "1Gi")));

        assertThat(made.require(200).text("/action")).isEqualTo("created");
        assertThat(ceph.sizeOf("kubernetes-dynamic-pvc-1")).isEqualTo(GIBIBYTE);
    }

    private static void requireConfined(CephCluster ceph, Confinement process) {
        Map<String, String> status = process.status();

        assertThat(status.get("Uid")).doesNotContainPattern("\\b0\\b");
        assertThat(status.get("Gid")).doesNotContainPattern("\\b0\\b");
        assertThat(status).containsEntry("NoNewPrivs", "1");
        assertThat(status).extracting("CapEff", "CapPrm", "CapBnd").containsOnly("0000000000000000");
        assertThat(process.writableMounts()).containsExactly("/tmp");
        assertThat(process.temporaryText()).contains("vertx-cache").doesNotContain(ceph.adminKey());
    }

    private static void expandAndDelete(CephCluster ceph, FunctionProcess function) {
        function.post("expand", payload(ceph, Map.of("pvName", "pvc-1", "size", "3Gi")))
                .require(200);
        assertThat(ceph.sizeOf("kubernetes-dynamic-pvc-1")).isEqualTo(3 * GIBIBYTE);

        function.post("delete", payload(ceph, Map.of("pvName", "pvc-1"))).require(200);
        assertThat(ceph.images(ceph.pool())).isEmpty();
    }

    private static Map<String, Object> payload(CephCluster ceph, Map<String, String> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put(
                "parameters",
                Map.of(
                        "monitors", ceph.monitors(),
                        "pool", ceph.pool(),
                        "adminSecretName", "ceph-admin",
                        "adminSecretNamespace", "kube-system",
                        "userSecretName", "ceph-user"));
        return payload;
    }

    private static long millis(long start, long end) {
        return (end - start) / 1_000_000;
    }
}
