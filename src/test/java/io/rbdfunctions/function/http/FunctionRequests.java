package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Valid requests, which tests send unchanged or with one defect. */
public final class FunctionRequests {
    public static final String PARAMETERS = """
            "parameters":{"monitors":"10.0.7.52:6789","pool":"kube","adminSecretName":"ceph-admin",\
            "userSecretName":"ceph-user"}""";
    public static final String CLAIM = "\"claim\":{\"namespace\":\"shop\",\"name\":\"data\",\"uid\":\"0b0d5a6e\"}";
    static final String PROVISION = "{\"size\":\"1Gi\"," + PARAMETERS + "}";
    public static final String PROVISION_CLAIM = "{\"size\":\"1Gi\"," + CLAIM + "," + PARAMETERS + "}";
    public static final String EXPAND = "{\"size\":\"3Gi\",\"image\":\"a\"," + PARAMETERS + "}";
    public static final String DELETE = "{\"image\":\"a\"," + PARAMETERS + "}";
    public static final String RESTORE = "{\"image\":\"a\",\"trashId\":\"1005ddb30304\"," + PARAMETERS + "}";
    public static final String PURGE = "{\"trashId\":\"1005ddb30304\"," + PARAMETERS + "}";
    public static final String SNAPSHOT = "{\"image\":\"a\",\"name\":\"before\"," + PARAMETERS + "}";
    public static final String CLONE =
            "{\"size\":\"1Gi\",\"source\":{\"image\":\"a\"}," + CLAIM + "," + PARAMETERS + "}";
    public static final String ROLLBACK = "{\"image\":\"a\",\"trashId\":\"1005ddb30304\"," + PARAMETERS + "}";
    public static final String CONVERT = """
            {"parameters":{"monitors":"10.0.7.52:6789","pool":"kube","adminSecretName":"ceph-admin",\
            "clusterID":"ceph-1","nodeStageSecretName":"node"},"persistentVolume":{"apiVersion":"v1",\
            "kind":"PersistentVolume","metadata":{"name":"pvc-1"},"spec":{"capacity":{"storage":"1Gi"},\
            "accessModes":["ReadWriteOnce"],"rbd":{"monitors":["10.0.7.52:6789"],"image":"a","pool":"kube"}}}}""";
    public static final String REPAIR = """
            {"parameters":{"monitors":"10.0.7.52:6789","pool":"kube","adminSecretName":"ceph-admin",\
            "clusterID":"c1"},"dryRun":true,"persistentVolume":{"apiVersion":"v1","kind":"PersistentVolume",\
            "metadata":{"name":"pvc-1"},"spec":{"csi":{"driver":"rbd.csi.ceph.com","volumeHandle":\
            "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b"}}}}""";
    public static final String TAKEOVER = "{\"csiDriver\":\"rbd.csi.ceph.com\"}";
    public static final String LIST = "{" + PARAMETERS + "}";

    public static final List<String> JSON = List.of("Content-Type: application/json");
    public static final List<String> STRUCTURED = List.of("Content-Type: application/cloudevents+json");

    private FunctionRequests() {}

    /** A valid payload of the operation. */
    public static String payload(Endpoint endpoint) {
        return switch (endpoint) {
            case PROVISION -> PROVISION;
            case EXPAND -> EXPAND;
            case DELETE, INFO -> DELETE;
            case LIST -> LIST;
            case RESTORE -> RESTORE;
            case PURGE -> PURGE;
            case SNAPSHOT -> SNAPSHOT;
            case CLONE -> CLONE;
            case ROLLBACK -> ROLLBACK;
            case CONVERT -> CONVERT;
            case REPAIR -> REPAIR;
            case CHECK -> LIST;
            case TAKEOVER -> TAKEOVER;
            case SWEEP -> "{}";
        };
    }

    /** The headers of a binary event, and additional ones. */
    public static List<String> binary(String verb, String... more) {
        List<String> headers = new ArrayList<>(List.of(
                "Content-Type: application/json",
                "ce-id: 1",
                "ce-source: /test",
                "ce-specversion: 1.0",
                "ce-type: io.rbdfunctions.volume." + verb));
        headers.addAll(Arrays.asList(more));
        return headers;
    }

    /** Without the headers that begin so. */
    public static List<String> without(List<String> headers, String... starts) {
        return headers.stream()
                .filter(header -> Arrays.stream(starts).noneMatch(header::startsWith))
                .toList();
    }

    /** The body of a structured event. */
    public static String structured(String verb, String data) {
        return """
                {"id":"1","source":"/test","specversion":"1.0","type":"io.rbdfunctions.volume.%s","data":%s}""".formatted(verb, data);
    }
}
