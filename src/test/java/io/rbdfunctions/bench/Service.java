package io.rbdfunctions.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.ceph.CephCluster;
import io.rbdfunctions.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged function with one engine, called as its users call it, by a client that costs little. */
final class Service implements AutoCloseable {
    static final Path DIRECTORY = Path.of("target", "bench");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FunctionProcess function;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> parameters;

    Service(CephCluster ceph, String name, String... settings) {
        function = FunctionProcess.start(
                DIRECTORY.resolve(name),
                ceph.secrets(),
                Stream.concat(Stream.of("quarkus.log.category.\"io.rbdfunctions\".level=WARN"), Arrays.stream(settings))
                        .toArray(String[]::new));
        parameters = Map.of(
                "monitors", ceph.monitors(),
                "pool", ceph.pool(),
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "userSecretName", "ceph-user",
                "imageFeatures", "layering");
    }

    static Service of(CephCluster ceph, String engine) {
        return new Service(ceph, engine, "rbd-functions.rbd.engine=" + engine);
    }

    FunctionProcess process() {
        return function;
    }

    void provision(String volume, String size) {
        call("provision", Map.of("pvName", volume, "size", size));
    }

    void expand(String volume, String size) {
        call("expand", Map.of("pvName", volume, "size", size));
    }

    void delete(String volume) {
        call("delete", Map.of("pvName", volume));
    }

    private void call(String name, Map<String, Object> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("parameters", parameters);
        post("/" + name, payload);
    }

    String get(String path) {
        return answer(path, HttpRequest.newBuilder(URI.create(function.address() + path)));
    }

    /** Posts JSON; what is not answered with 2xx ends the benchmark. */
    String post(String path, Object payload, String... headers) {
        try {
            String body = payload instanceof String text ? text : MAPPER.writeValueAsString(payload);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(function.address() + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            return answer(path, headers.length == 0 ? request : request.headers(headers));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String answer(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        function.close();
    }
}
