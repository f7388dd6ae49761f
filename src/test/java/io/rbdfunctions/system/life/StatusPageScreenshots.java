package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeStatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes screenshots of the status page with few and many volumes, and prints its response times. Needs a browser, so it
 * runs only by name: {@code ./mvnw -Dtest=StatusPageScreenshots test}.
 */
@QuarkusTest
@WithTestResource(ApiServer.class)
class StatusPageScreenshots {
    private static final Path PICTURES = Path.of("target", "screens");
    private static final int REQUESTS = 20;

    private final CephCluster ceph = CephCluster.shared();

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 2_000})
    void takesAScreenshot(int volumes) throws IOException {
        Commands.run(List.of("src/dev/chromium/install"), "", Map.of());
        try (TestCluster cluster = new TestCluster(ceph)) {
            String storageClass = cluster.makeClass();
            IntStream.range(0, volumes).parallel().forEach(number -> make(cluster, storageClass, number));
            long[] millis = IntStream.range(0, REQUESTS)
                    .mapToLong(_ -> given().accept("text/html").get("/").time())
                    .sorted()
                    .toArray();
            System.out.printf(
                    "%d volumes: the page in %d ms, %d ms at most, of %d times%n",
                    volumes, millis[REQUESTS / 2], millis[REQUESTS - 1], REQUESTS);

            String page = given().accept("text/html").get("/").asString();

            assertThat(page.split("<td class=\"Bound\">", -1)).hasSize(volumes + 1);
            picture(page, "state-" + volumes);
        }
    }

    private static void make(TestCluster cluster, String storageClass, int number) {
        String uid = UUID.randomUUID().toString();
        String json = given().header("Content-Type", "application/json")
                .body(Map.of(
                        "size",
                        (1 + number % 64) + "Gi",
                        "storageClassName",
                        storageClass,
                        "claim",
                        Map.of("namespace", cluster.namespace(), "name", "data-" + number, "uid", uid)))
                .post("/provision")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        PersistentVolume volume = Serialization.unmarshal(
                Serialization.unmarshal(json, JsonNode.class)
                        .path("persistentVolume")
                        .toString(),
                PersistentVolume.class);
        volume.setStatus(new PersistentVolumeStatusBuilder().withPhase("Bound").build());
        cluster.create(volume);
    }

    /** Takes one picture per colour scheme. */
    private static void picture(String page, String name) throws IOException {
        Files.createDirectories(PICTURES);
        Path source = Files.writeString(PICTURES.resolve(name + ".html"), page);
        for (String scheme : List.of("light", "dark")) {
            Path picture = PICTURES.resolve(name + "-" + scheme + ".png");
            CommandResult taken = Commands.run(browser(source, picture, scheme), "", Map.of());
            taken.orFail();
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(IntStream.range(0, image.getHeight())
                            .map(line -> image.getRGB(100, line))
                            .distinct()
                            .count())
                    .as("distinct colors of the page: %s", picture)
                    .isGreaterThan(10);
        }
    }

    private static List<String> browser(Path page, Path picture, String scheme) {
        return List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                "--user-data-dir=" + PICTURES.resolve("profile").toAbsolutePath(),
                "--window-size=1280,1400",
                "--screenshot=" + picture.toAbsolutePath(),
                page.toUri().toString());
    }
}
