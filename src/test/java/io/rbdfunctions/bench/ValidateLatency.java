package io.rbdfunctions.bench;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.rbdfunctions.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Warm reviews beside a call that does nothing, turn by turn in one run. That of a class asks nobody; that of a claim asks
 * an API server, here a mock in this process, for its class and its namespace.
 */
final class ValidateLatency {
    private static final Path DIRECTORY = Path.of("target", "bench-validate");
    private static final int WARM_UP = 2_000;
    private static final int TURNS = 2_000;
    private static final Map<String, String> PARAMETERS = Map.of(
            "monitors", "10.0.7.52:6789",
            "pool", "kube",
            "adminSecretName", "ceph-admin",
            "userSecretName", "ceph-user");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private ValidateLatency(String address) {
        this.address = address;
    }

    static void run() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        KubernetesMockServer api = new KubernetesMockServer(
                new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
        api.init();
        try (KubernetesClient client = api.createClient();
                FunctionProcess function = FunctionProcess.start(
                        DIRECTORY,
                        DIRECTORY,
                        "quarkus.kubernetes-client.api-server-url=" + api.url("/"),
                        "rbd-functions.rbd.program=true")) {
            fill(client);
            new ValidateLatency(function.address()).measure();
        } finally {
            api.destroy();
        }
    }

    private static void fill(KubernetesClient client) {
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("rbd")
                        .endMetadata()
                        .withProvisioner("rbdfunctions.io/rbd")
                        .withParameters(PARAMETERS)
                        .build())
                .create();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .endMetadata()
                        .build())
                .create();
    }

    private void measure() {
        turns(WARM_UP);
        Samples[] samples = turns(TURNS);
        System.out.printf("%nWarm reviews, %d turns, milliseconds: median (99th percentile)%n%n", TURNS);
        System.out.println("| call | time |");
        System.out.println("|---|---|");
        row("GET /q/health/live", samples[0]);
        row("POST /validate, a class", samples[1]);
        row("POST /validate, a claim", samples[2]);
    }

    private static void row(String name, Samples samples) {
        System.out.printf("| %s | %.2f (%.2f) |%n", name, samples.median(), samples.p99());
    }

    private Samples[] turns(int turns) {
        Samples[] samples = {new Samples(), new Samples(), new Samples()};
        HttpRequest live =
                HttpRequest.newBuilder(URI.create(address + "/q/health/live")).build();
        HttpRequest ofClass = review("storage.k8s.io", "storageclasses", """
                {"metadata":{"name":"rbd"},"provisioner":"rbdfunctions.io/rbd","parameters":{"monitors":"10.0.7.52:6789",
                 "pool":"kube","adminSecretName":"ceph-admin","userSecretName":"ceph-user"}}""");
        HttpRequest ofClaim = review("", "persistentvolumeclaims", """
                {"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"rbd",
                 "resources":{"requests":{"storage":"1Gi"}}}}""");
        for (int turn = 0; turn < turns; turn++) {
            samples[0].time(() -> send(live, "\"UP\""));
            samples[1].time(() -> send(ofClass, "\"allowed\":true"));
            samples[2].time(() -> send(ofClaim, "\"allowed\":true"));
        }
        return samples;
    }

    private HttpRequest review(String group, String resource, String object) {
        String body = """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE",
                 "namespace":"shop","resource":{"group":"%s","version":"v1","resource":"%s"},"object":%s}}""".formatted(group, resource, object);
        return HttpRequest.newBuilder(URI.create(address + "/validate?timeout=5s"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private void send(HttpRequest request, String wanted) {
        try {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            if (!answer.contains(wanted)) {
                throw new IllegalStateException(answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
