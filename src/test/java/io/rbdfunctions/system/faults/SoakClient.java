package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.support.cluster.EventDelivery;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Runs volumes through their lifecycle and checks each accepted operation. */
final class SoakClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long GROWN = 128L << 20;
    private static final long GROWN_AGAIN = 1L << 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final TestCluster cluster;
    private final String storageClass;

    SoakClient(String address, TestCluster cluster, String storageClass) {
        this.address = address;
        this.cluster = cluster;
        this.storageClass = storageClass;
    }

    /** Calls the functions directly, with some invalid calls. Returns the number of calls. */
    long runByCalls() {
        String volume = "soak-" + UUID.randomUUID();
        assertThat(post("provision", volume, Map.of("size", "64Mi"), 200).text("/action"))
                .isEqualTo("created");
        post("expand", volume, Map.of("size", "128Mi"), 200);
        post("expand", volume, Map.of("size", "minus one"), 422);
        assertThat(post("info", volume, Map.of(), 200).number("/size/bytes")).isEqualTo(GROWN);
        assertThat(post("provision", volume, Map.of("size", "1Gi"), 200).text("/action"))
                .isEqualTo("already there");
        assertThat(post("info", volume, Map.of(), 200).number("/size/bytes")).isEqualTo(GROWN_AGAIN);
        assertThat(post("delete", volume, Map.of(), 200).text("/action")).isEqualTo("deleted");
        post("info", volume, Map.of(), 404);
        return 8;
    }

    /** Sends events. Returns the number of events. */
    long runByEvents() {
        PersistentVolumeClaim claim = cluster.addClaim(storageClass);
        cluster.settle(claim);
        deliver(claim);
        cluster.settle(claim);
        assertThat(cluster.now(claim).getStatus().getPhase()).isEqualTo("Bound");
        deliver(cluster.grow(claim, "128Mi"));
        PersistentVolume volume = cluster.volumeOf(claim);
        assertThat(volume.getSpec().getCapacity()).containsEntry("storage", new Quantity("128Mi"));
        cluster.delete(claim);
        deliver(cluster.released(volume));
        assertThat(cluster.exists(volume)).isFalse();
        return 3;
    }

    /** Requests one sweep and then pauses. */
    long sweep() {
        HttpAnswer report = send("sweep", Map.of());
        assertThat(report.status()).isEqualTo(200);
        FaultEnvironment.pause(Duration.ofSeconds(5));
        return 1;
    }

    private HttpAnswer post(String function, String volume, Map<String, Object> fields, int status) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("pvName", volume);
        payload.put("storageClassName", storageClass);
        return send(function, payload).require(status);
    }

    private HttpAnswer send(String function, Map<String, Object> payload) {
        try {
            return answer(HttpRequest.newBuilder(URI.create(address + "/" + function))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(payload)))
                    .build());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void deliver(HasMetadata object) {
        assertThat(answer(EventDelivery.of(cluster.now(object)).to(address)).status())
                .isEqualTo(204);
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = MAPPER.readTree(response.body());
            return new HttpAnswer(response.statusCode(), body, Duration.ZERO);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
