package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeStatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints the response times of the status page with few and many volumes, whose images exist. Takes minutes, so it runs only by
 * name: {@code ./mvnw -Dtest=StatusPageTimes test}.
 */
@QuarkusTest
@WithTestResource(ApiServer.class)
class StatusPageTimes {
    private static final int REQUESTS = 20;

    private final CephCluster ceph = CephCluster.shared();

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5_000})
    void printsItsTimes(int volumes) {
        try (TestCluster cluster = new TestCluster(ceph)) {
            String storageClass = cluster.makeClass();
            // The first one in this thread, whose class loader has what the client of the test loads then.
            IntStream.range(0, Math.min(volumes, 1)).forEach(number -> make(cluster, storageClass, number));
            IntStream.range(1, volumes).parallel().forEach(number -> make(cluster, storageClass, number));
            long before = processorTime();
            long[] millis = IntStream.range(0, REQUESTS)
                    .mapToLong(_ -> given().accept("text/html").get("/").time())
                    .sorted()
                    .toArray();
            System.out.printf(
                    "%d volumes: the page in %d ms, %d to %d ms, of %d times; %d ms of a processor, with the mock API server%n",
                    volumes,
                    millis[REQUESTS / 2],
                    millis[0],
                    millis[REQUESTS - 1],
                    REQUESTS,
                    (processorTime() - before) / REQUESTS);

            String page = given().accept("text/html").get("/").asString();

            assertThat(page).contains("<b>%d</b><span>volumes".formatted(volumes), "All is well");
            assertThat(page.split(" class=\"Bound\">", -1)).hasSize(Math.min(volumes, 50) + 1);
        }
    }

    /** Of this process, in milliseconds. */
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000_000;
    }

    private static void make(TestCluster cluster, String storageClass, int number) {
        String uid = UUID.randomUUID().toString();
        String json = given().header("Content-Type", "application/json")
                .body("""
                    {"size":"%dGi","storageClassName":"%s","claim":{"namespace":"%s","name":"data-%d","uid":"%s"}}
                    """.formatted(1 + number % 64, storageClass, cluster.namespace(), number, uid))
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
}
