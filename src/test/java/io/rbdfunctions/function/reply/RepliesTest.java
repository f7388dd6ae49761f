package io.rbdfunctions.function.reply;

import static io.rbdfunctions.function.http.FunctionRequests.CLONE;
import static io.rbdfunctions.function.http.FunctionRequests.CONVERT;
import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.EXPAND;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.LIST;
import static io.rbdfunctions.function.http.FunctionRequests.PROVISION_CLAIM;
import static io.rbdfunctions.function.http.FunctionRequests.PURGE;
import static io.rbdfunctions.function.http.FunctionRequests.REPAIR;
import static io.rbdfunctions.function.http.FunctionRequests.RESTORE;
import static io.rbdfunctions.function.http.FunctionRequests.ROLLBACK;
import static io.rbdfunctions.function.http.FunctionRequests.SNAPSHOT;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static io.rbdfunctions.function.http.FunctionRequests.TAKEOVER;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static io.rbdfunctions.function.http.FunctionRequests.structured;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.FunctionRequests;
import io.rbdfunctions.function.http.RawHttp;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.http.ScriptedOperations;
import io.rbdfunctions.function.http.WireProfile;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact replies of the functions, on which scripts depend. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class RepliesTest {
    private static final String GIBIBYTE = "{\"bytes\":1073741824,\"quantity\":\"1024Mi\"}";
    private static final String THREE = "{\"bytes\":3221225472,\"quantity\":\"3072Mi\"}";

    private static final String HANDLE = "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final String SNAPSHOT_IMAGE = "csi-snap-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final String OF_SNAPSHOT =
            "{\"snapshot\":{\"handle\":\"%s\"},%s".formatted(HANDLE, LIST.substring(1));
    private static final String DETAILS =
            "{\"handle\":\"%s\",\"name\":\"before\",\"source\":\"a\",\"pvName\":\"pvc-1\"}".formatted(HANDLE);

    private static final String VOLUME = """
            {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"annotations":\
            {"pv.kubernetes.io/provisioned-by":"rbdfunctions.io/rbd"},"name":"pvc-1"},"spec":\
            {"accessModes":["ReadWriteOnce"],"capacity":{"storage":"1024Mi"},"rbd":{"image":"a","monitors":\
            ["10.0.7.52:6789"],"pool":"kube","secretRef":{"name":"ceph-user"}}}}""";

    private final RawHttp http = new RawHttp();
    private final ObjectMapper mapper = new ObjectMapper();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("/provision", PROVISION_CLAIM, """
                        {"action":"created","image":"kubernetes-dynamic-pvc-0b0d5a6e","pool":"kube","persistentVolume":\
                        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"annotations":\
                        {"pv.kubernetes.io/provisioned-by":"rbdfunctions.io/rbd"},"name":"pvc-1"},"spec":\
                        {"accessModes":["ReadWriteOnce"],"capacity":{"storage":"1024Mi"},"rbd":\
                        {"image":"kubernetes-dynamic-pvc-0b0d5a6e","monitors":["10.0.7.52:6789"],"pool":"kube",\
                        "secretRef":{"name":"ceph-user"}}}}}"""),
                Arguments.of("/expand", EXPAND, """
                        {"image":"a","pool":"kube","before":%s,"asked":%s,"now":%s,"resized":true,"dryRun":false}""".formatted(GIBIBYTE, THREE, THREE)),
                Arguments.of("/delete", DELETE, "{\"action\":\"deleted\",\"image\":\"a\",\"pool\":\"kube\"}"),
                Arguments.of("/info", DELETE, """
                        {"image":"a","pool":"kube","id":"10226b8b4567","size":%s,"objects":256,"objectSize":\
                        {"bytes":4194304,"quantity":"4Mi"},"features":["layering"],"createdAt":\
                        "2026-11-23T09:00:00Z","watchers":["10.0.7.9:0/1"],"snapshots":[{"name":"before",\
                        "size":%s,"protected":true}],"metadata":{"rbdfunctions.io/claim-uid":"1"}}""".formatted(GIBIBYTE, GIBIBYTE)),
                Arguments.of("/purge", PURGE, "{\"action\":\"purged\",\"trashId\":\"1005ddb30304\",\"pool\":\"kube\"}"),
                Arguments.of("/restore", RESTORE, """
                        {"action":"restored","image":"a","pool":"kube","persistentVolume":%s,"warnings":["look"]}""".formatted(VOLUME)),
                Arguments.of(
                        "/snapshot",
                        SNAPSHOT,
                        "{\"action\":\"created\",\"handle\":\"%s\",\"image\":\"%s\",\"pool\":\"kube\",\"size\":%s,\"createdAt\":\"2026-11-23T09:00:00Z\",\"ready\":true}"
                                .formatted(HANDLE, SNAPSHOT_IMAGE, GIBIBYTE)),
                Arguments.of(
                        "/delete",
                        OF_SNAPSHOT,
                        "{\"action\":\"deleted\",\"image\":\"%s\",\"pool\":\"kube\"}".formatted(SNAPSHOT_IMAGE)),
                Arguments.of(
                        "/rollback",
                        ROLLBACK,
                        "{\"action\":\"rolled back\",\"image\":\"a\",\"pool\":\"kube\",\"trashId\":\"1005ddb30305\",\"expiresAt\":\"2026-11-30T09:00:00Z\"}"),
                Arguments.of("/info", OF_SNAPSHOT, """
                        {"image":"a","pool":"kube","id":"10226b8b4567","size":%s,"objects":256,"objectSize":\
                        {"bytes":4194304,"quantity":"4Mi"},"features":["layering"],"createdAt":\
                        "2026-11-23T09:00:00Z","watchers":["10.0.7.9:0/1"],"snapshots":[{"name":"before",\
                        "size":%s,"protected":true}],"metadata":{"rbdfunctions.io/claim-uid":"1"},"snapshot":%s}""".formatted(GIBIBYTE, GIBIBYTE, DETAILS)),
                Arguments.of("/list", "{\"snapshots\":true," + LIST.substring(1), """
                        {"pool":"kube","images":[{"image":"%s","size":%s,"createdAt":"2026-11-23T09:00:00Z",\
                        "children":[{"image":"kube/b","inTrash":false}],"snapshot":%s},{"image":"half-made","snapshot":{"handle":"%s"}}]}""".formatted(
                                SNAPSHOT_IMAGE, GIBIBYTE, DETAILS, HANDLE)),
                Arguments.of("/clone", CLONE, """
                        {"action":"created","image":"kubernetes-dynamic-pvc-0b0d5a6e","pool":"kube","persistentVolume":%s,\
                        "source":"%s"}""".formatted(
                                VOLUME.replace("\"a\"", "\"kubernetes-dynamic-pvc-0b0d5a6e\""), HANDLE)),
                Arguments.of("/restore", "{\"pvName\":\"pvc-1\"," + OF_SNAPSHOT.substring(1), """
                        {"action":"created","image":"kubernetes-dynamic-pvc-1","pool":"kube","source":"%s",\
                        "persistentVolume":%s}""".formatted(
                        HANDLE,
                        VOLUME.replace("\"a\"", "\"kubernetes-dynamic-pvc-1\"").replace("1024Mi", "1Mi"))),
                Arguments.of("/convert", CONVERT, """
                        {"action":"to be converted","persistentVolume":%s,"steps":["first","second"]}""".formatted(VOLUME)),
                Arguments.of(
                        "/repair",
                        REPAIR,
                        "{\"action\":\"would repair\",\"pvName\":\"pvc-1\",\"image\":\"a\",\"pool\":\"kube\",\"missing\":[\"the object o\"]}"),
                Arguments.of("/check", LIST, """
                        {"ok":false,"steps":[{"step":"parameters","result":"passed","detail":"valid"},{"step":"secret",\
                        "result":"failed","detail":"not there","remedy":"make it"},{"step":"key","result":"skipped",\
                        "detail":"no Secret"}]}"""),
                Arguments.of("/takeover", TAKEOVER, """
                        {"servable":1,"notServable":[{"persistentVolume":"pvc-1","claim":"shop/data","reason":"no Secret"},\
                        {"persistentVolume":"pvc-2","reason":"a"}],"classes":[{"storageClass":"rbd","servable":true},\
                        {"storageClass":"ssd","servable":false,"reason":"no pool"}],"attributesClasses":\
                        [{"attributesClass":"gold","servable":false,"reason":"unknown parameter"}],"complete":true}"""),
                Arguments.of("/list", LIST, """
                        {"pool":"kube","images":[{"image":"a","size":%s},{"image":"half-made"}],\
                        "continue":"half-made"}""".formatted(GIBIBYTE)),
                Arguments.of(
                        "/list",
                        "{\"continue\":\"x\"," + LIST.substring(1),
                        "{\"pool\":\"kube\",\"images\":[{\"image\":\"a\",\"size\":%s},{\"image\":\"half-made\"}]}"
                                .formatted(GIBIBYTE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void repliesToPlainJsonWithPlainJson(String path, String request, String reply) {
        Answer answer = http.send("POST " + path + " HTTP/1.1", JSON, request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("ce-type")).isEmpty();
        assertThat(answer.body()).isEqualTo(reply);
    }

    @ParameterizedTest(name = "{0}: {1}, subject {2}")
    @CsvSource({
        "provision, provisioned, shop/data",
        "expand, expanded, a",
        "delete, deleted, a",
        "info, reported, a",
        "list, listed, kube",
        "restore, restored, a",
        "purge, purged, 1005ddb30304",
        "snapshot, snapshotted, a",
        "clone, cloned, shop/data",
        "rollback, rolledback, a",
        "convert, converted, pvc-1",
        "repair, repaired, pvc-1",
        "check, class-checked, check",
        "takeover, checked, takeover"
    })
    void repliesToAnEventWithAnEvent(String verb, String participle, String subject) throws JsonProcessingException {
        String payload = switch (verb) {
            case "provision" -> PROVISION_CLAIM;
            case "expand" -> EXPAND;
            case "list", "check" -> LIST;
            case "restore" -> RESTORE;
            case "purge" -> PURGE;
            case "snapshot" -> SNAPSHOT;
            case "clone" -> CLONE;
            case "rollback" -> ROLLBACK;
            case "convert" -> CONVERT;
            case "repair" -> REPAIR;
            case "takeover" -> TAKEOVER;
            default -> DELETE;
        };

        Answer inHeaders = http.send("POST / HTTP/1.1", binary(verb), payload);
        Answer inBody = http.send("POST / HTTP/1.1", STRUCTURED, structured(verb, payload));
        Answer plain = http.send("POST /" + verb + " HTTP/1.1", JSON, payload);

        assertThat(inHeaders.headers())
                .contains(
                        "ce-specversion: 1.0",
                        "ce-source: rbd-functions",
                        "ce-type: io.rbdfunctions.volume." + participle + ".v1",
                        "ce-subject: " + subject,
                        "content-type: application/json");
        assertThat(inHeaders.body()).isEqualTo(plain.body());
        JsonNode envelope = mapper.readTree(inBody.body());
        assertThat(inBody.header("Content-Type")).contains("application/cloudevents+json");
        assertThat(envelope.path("specversion").asText()).isEqualTo("1.0");
        assertThat(envelope.path("source").asText()).isEqualTo("rbd-functions");
        assertThat(envelope.path("type").asText()).isEqualTo("io.rbdfunctions.volume." + participle + ".v1");
        assertThat(envelope.path("subject").asText()).isEqualTo(subject);
        assertThat(envelope.path("id").asText())
                .isEqualTo(inHeaders.header("ce-id").orElseThrow());
        assertThat(envelope.path("data")).isEqualTo(mapper.readTree(plain.body()));
    }

    @Test
    void theReplyIdDependsOnlyOnTheEvent() {
        String first = replyId("ce-id: 1", "ce-source: /test");

        assertThat(replyId("ce-id: 1", "ce-source: /test")).isEqualTo(first);
        assertThat(replyId("ce-id: 2", "ce-source: /test")).isNotEqualTo(first);
        assertThat(replyId("ce-id: 1", "ce-source: /other")).isNotEqualTo(first);
        assertThat(replyId("ce-id: 1/", "ce-source: test")).isNotEqualTo(replyId("ce-id: 1", "ce-source: test/"));
    }

    private String replyId(String id, String source) {
        Stream<String> headers = FunctionRequests.without(binary("delete"), "ce-id", "ce-source").stream();
        return http.send(
                        "POST / HTTP/1.1",
                        Stream.concat(headers, Stream.of(id, source)).toList(),
                        DELETE)
                .header("ce-id")
                .orElseThrow();
    }

    @Test
    void theManifestHasNoEmptyFields() throws JsonProcessingException {
        JsonNode reply = mapper.readTree(
                http.send("POST /provision HTTP/1.1", JSON, PROVISION_CLAIM).body());

        assertNothingEmpty(reply.path("persistentVolume"));
    }

    private static void assertNothingEmpty(JsonNode node) {
        assertThat(node.isNull()).isFalse();
        assertThat(node.isContainerNode() && node.isEmpty()).isFalse();
        node.forEach(RepliesTest::assertNothingEmpty);
    }
}
