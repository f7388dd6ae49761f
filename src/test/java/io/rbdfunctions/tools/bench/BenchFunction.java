package io.rbdfunctions.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/** The packaged functions with one engine, and a client with little overhead. */
final class BenchFunction implements AutoCloseable {
    static final Path DIRECTORY = Path.of("target", "bench");
    private static final String HOST = "Host: 127.0.0.1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FunctionProcess function;
    private final Deque<KeepAliveConnection> idle = new ConcurrentLinkedDeque<>();
    private final Map<String, String> parameters;

    /** A function that watches, with the JVM flags of a process that stays. */
    static BenchFunction watching(CephCluster ceph, String name, String... settings) {
        String[] all = Stream.concat(Stream.of("rbd-functions.watch=true"), Arrays.stream(settings))
                .toArray(String[]::new);
        return new BenchFunction(ceph, name, Map.of("JVM_OPTIONS_FILE", "jvm-resident.options"), all);
    }

    BenchFunction(CephCluster ceph, String name, String... settings) {
        this(ceph, name, Map.of(), settings);
    }

    private BenchFunction(CephCluster ceph, String name, Map<String, String> environment, String... settings) {
        function = FunctionProcess.start(
                DIRECTORY.resolve(name),
                ceph.secrets(),
                environment,
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

    static BenchFunction of(CephCluster ceph, String engine) {
        return new BenchFunction(ceph, engine, "rbd-functions.rbd.engine=" + engine);
    }

    FunctionProcess process() {
        return function;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** The parameters of a class with dynamic volumes of ceph-csi. */
    Map<String, String> dynamicParameters() {
        Map<String, String> dynamic = new HashMap<>(parameters);
        dynamic.put("clusterID", "c1");
        return dynamic;
    }

    void provision(String volume, String size) {
        provision(parameters, volume, size);
    }

    void provision(Map<String, String> ofClass, String volume, String size) {
        call("provision", ofClass, Map.of("pvName", volume, "size", size));
    }

    void expand(String volume, String size) {
        expand(parameters, volume, size);
    }

    void expand(Map<String, String> ofClass, String volume, String size) {
        call("expand", ofClass, Map.of("pvName", volume, "size", size));
    }

    void delete(String volume) {
        delete(parameters, volume);
    }

    void delete(Map<String, String> ofClass, String volume) {
        call("delete", ofClass, Map.of("pvName", volume));
    }

    private void call(String name, Map<String, String> ofClass, Map<String, Object> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("parameters", ofClass);
        post("/" + name, payload);
    }

    String get(String path) {
        return answer(path, "", "GET %s HTTP/1.1".formatted(path), HOST);
    }

    /**
     * Posts JSON.
     *
     * @return the body of the response
     * @throws IllegalStateException unless the status is 2xx
     */
    String post(String path, Object payload, String... headers) {
        try {
            String body = payload instanceof String text ? text : MAPPER.writeValueAsString(payload);
            List<String> head = new ArrayList<>(
                    List.of("POST %s HTTP/1.1".formatted(path), HOST, "Content-Type: application/json"));
            head.addAll(List.of(headers));
            return answer(path, body, head.toArray(String[]::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String answer(String path, String body, String... head) {
        try {
            KeepAliveConnection connection = idle.poll();
            if (connection == null) {
                connection = KeepAliveConnection.to(URI.create(function.address()));
            }
            KeepAliveConnection.Answer answer = connection.send(body, head);
            idle.push(connection);
            if (answer.status() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        function.close();
        idle.forEach(KeepAliveConnection::close);
    }
}
