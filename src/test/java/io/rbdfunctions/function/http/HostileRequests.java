package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.EXPAND;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.LIST;
import static io.rbdfunctions.function.http.FunctionRequests.PROVISION;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static io.rbdfunctions.function.http.FunctionRequests.structured;
import static io.rbdfunctions.function.http.FunctionRequests.without;

import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests that Funqy alone handles wrongly, with the expected responses: H for plain HTTP, C for binary and S for
 * structured events, G for other methods, B for bytes, L for limits.
 */
final class HostileRequests {
    private HostileRequests() {}

    /**
     * A request and its expected response.
     *
     * @param content a part of the response body, such as the type of the problem
     * @param runs whether an operation runs
     */
    record Row(
            String id,
            String requestLine,
            List<String> headers,
            String body,
            Consumer<ScriptedOperations> script,
            int status,
            String content,
            boolean runs) {

        Row(String id, String target, List<String> headers, String body, int status, String content) {
            this(id, target + " HTTP/1.1", headers, body, ScriptedOperations::reset, status, content, status == 200);
        }

        Row when(Consumer<ScriptedOperations> newScript) {
            return new Row(id, requestLine, headers, body, newScript, status, content, true);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("H1", "POST /provision", JSON, PROVISION, 200, "\"action\":\"created\""),
                new Row("H2", "GET /provision?size=1Gi&storageClassName=rbd", List.of(), "", 405, "method-not-allowed"),
                new Row("H3", "GET /list?limit=x", List.of(), "", 405, "method-not-allowed"),
                new Row("H4", "POST /provision", JSON, "{\"size\":", 400, "malformed"),
                new Row(
                        "H5",
                        "POST /provision",
                        JSON,
                        "{\"size\":[1]," + PROVISION.substring(14),
                        422,
                        "\"field\":\"size\""),
                new Row("H6", "POST /provision", JSON, "", 400, "malformed"),
                new Row(
                        "H7 unknown",
                        "POST /provision",
                        JSON,
                        "{\"foo\":1," + PROVISION.substring(1),
                        422,
                        "\"field\":\"foo\""),
                new Row(
                        "H7 case",
                        "POST /provision",
                        JSON,
                        PROVISION.replace("size", "Size"),
                        422,
                        "\"field\":\"Size\""),
                new Row(
                        "H8",
                        "POST /provision",
                        List.of("Content-Type: text/plain"),
                        PROVISION,
                        415,
                        "unsupported-media-type"),
                new Row("H9", "POST /provision", List.of(), PROVISION, 415, "unsupported-media-type"),
                new Row("H10", "PUT /provision", JSON, PROVISION, 405, "method-not-allowed"),
                new Row("H11", "POST /nosuch", JSON, PROVISION, 404, "not-found"),
                new Row("H12", "POST /", JSON, PROVISION, 400, "malformed"),
                new Row("H13", "POST /provision", JSON, PROVISION, 500, "internal-error")
                        .when(HostileRequests::failUnexpectedly),
                new Row(
                                "H14",
                                "POST /provision",
                                List.of(JSON.getFirst(), "Accept: application/json"),
                                PROVISION,
                                500,
                                "internal-error")
                        .when(HostileRequests::failUnexpectedly),
                new Row("H15", "POST /provision", JSON, PROVISION, 409, "conflict").when(HostileRequests::conflict),
                new Row("H16", "POST /expand", JSON, EXPAND, 200, "\"resized\":true"),
                new Row("H17", "POST /expand", JSON, EXPAND, 503, "unreachable").when(HostileRequests::unreachable),
                new Row("H21", "POST /delete", JSON, DELETE, 200, "\"action\":\"deleted\""),
                new Row("H22", "GET /delete?image=a&storageClassName=rbd", List.of(), "", 405, "method-not-allowed"),
                new Row("H24", "POST /provision-event", JSON, PROVISION, 404, "not-found"),
                new Row("H25 info", "POST /info", JSON, DELETE, 200, "\"watchers\":"),
                new Row("H25 list", "POST /list", JSON, LIST, 200, "\"images\":"),
                new Row("H26", "POST /provision", JSON, "[" + PROVISION + "]", 400, "malformed"),
                new Row("H27", "POST /provision", JSON, PROVISION + "x", 400, "malformed"),
                new Row(
                        "H28",
                        "POST /provision",
                        JSON,
                        "{\"size\":\"2Gi\"," + PROVISION.substring(1),
                        400,
                        "malformed"),
                new Row("C1", "POST /", binary("provision"), PROVISION, 200, "\"action\":\"created\""),
                new Row("C2", "POST /", typed("list"), LIST, 422, "invalid"),
                new Row("C3", "POST /", typed("provision"), PROVISION, 422, "invalid"),
                new Row("C4", "POST /", typed("io.rbdfunctions.volume.provisioned.v1"), PROVISION, 422, "invalid"),
                new Row("C5 function", "POST /expand", binary("provision"), PROVISION, 400, "malformed"),
                new Row("C5 delete", "POST /delete", binary("delete"), DELETE, 400, "malformed"),
                new Row("C6", "POST /", binary("provision"), "{\"size\":", 400, "malformed"),
                new Row("C7", "POST /", binary("provision"), "", 400, "malformed"),
                new Row(
                        "C8",
                        "POST /",
                        without(binary("provision"), "Content"),
                        PROVISION,
                        415,
                        "unsupported-media-type"),
                new Row("C9", "POST /", contentType("text/plain"), PROVISION, 415, "unsupported-media-type"),
                new Row("C10", "POST /", without(binary("provision"), "ce-id"), PROVISION, 400, "malformed"),
                new Row("C11", "POST /", without(binary("provision"), "ce-type"), PROVISION, 400, "malformed"),
                new Row("C12 source", "POST /", without(binary("provision"), "ce-source"), PROVISION, 400, "malformed"),
                new Row("C12 version", "POST /", without(binary("provision"), "ce-spec"), PROVISION, 400, "malformed"),
                new Row("C13", "POST /", version("9.9"), PROVISION, 400, "malformed"),
                new Row("C14", "POST /", binary("provision"), PROVISION, 500, "internal-error")
                        .when(HostileRequests::failUnexpectedly),
                new Row("C15", "POST /", binary("provision"), PROVISION, 422, "conflict")
                        .when(HostileRequests::conflict),
                new Row("C16 expand", "POST /", binary("expand"), EXPAND, 200, "\"resized\":true"),
                new Row("C16 delete", "POST /", binary("delete"), DELETE, 200, "\"action\":\"deleted\""),
                new Row("C16 info", "POST /", binary("info"), DELETE, 200, "\"watchers\":"),
                new Row("C16 list", "POST /", binary("list"), LIST, 200, "\"images\":"),
                new Row("C24", "POST /", binary("provision"), PROVISION, 503, "unreachable")
                        .when(HostileRequests::unreachable),
                new Row("S1", "POST /", STRUCTURED, structured("provision", PROVISION), 200, "\"action\":\"created\""),
                new Row("S2", "POST /", utf8(), extended(), 200, "\"action\":\"created\""),
                new Row("S3", "POST /", STRUCTURED, "{\"id\":", 400, "malformed"),
                new Row(
                        "S4",
                        "POST /",
                        STRUCTURED,
                        structured("provision", PROVISION).replace("\"type\"", "\"kind\""),
                        400,
                        "malformed"),
                new Row(
                        "S5",
                        "POST /",
                        STRUCTURED,
                        structured("provision", "1").replace(",\"data\":1", ""),
                        400,
                        "malformed"),
                new Row("S6", "POST /", STRUCTURED, structured("explode", PROVISION), 422, "invalid"),
                new Row("S7", "POST /", STRUCTURED, structured("provision", PROVISION), 500, "internal-error")
                        .when(HostileRequests::failUnexpectedly),
                new Row(
                        "S8",
                        "POST /",
                        batch(),
                        "[" + structured("provision", PROVISION) + "]",
                        415,
                        "unsupported-media-type"),
                new Row("S9", "POST /expand", STRUCTURED, structured("provision", PROVISION), 400, "malformed"),
                new Row(
                        "S10",
                        "POST /",
                        STRUCTURED,
                        "{\"time\":\"noon\","
                                + structured("provision", PROVISION).substring(1),
                        200,
                        "created"),
                new Row("S11", "POST /", STRUCTURED, "", 400, "malformed"),
                new Row("S12", "PUT /", STRUCTURED, structured("provision", PROVISION), 405, "method-not-allowed"),
                // Asks how things stand, of an API server that is not there.
                new Row("G1", "GET /", List.of(), "", 503, "unreachable"),
                new Row("G2", "GET /", binary("delete"), "", 503, "unreachable"),
                new Row("G3", "OPTIONS /", List.of(), "", 204, ""),
                new Row("G4", "DELETE /", List.of(), "", 405, "method-not-allowed"),
                new Row("G5", "DELETE /", binary("delete"), "", 405, "method-not-allowed"),
                new Row(
                        "B1",
                        "POST /provision",
                        List.of("Content-Type: application/octet-stream"),
                        "\0\1",
                        415,
                        "unsupported"),
                new Row("L1", "POST /provision", JSON, large(), 413, "too-large"),
                new Row(
                        "L2",
                        "POST /provision",
                        List.of(JSON.getFirst(), "Expect: 100-continue"),
                        large(),
                        413,
                        "too-large"),
                new Row(
                        "L3",
                        "POST /provision",
                        JSON,
                        "{\"selector\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
                        400,
                        "malformed"));
    }

    private static List<String> typed(String type) {
        return replaced("ce-type", "ce-type: " + type);
    }

    private static List<String> version(String version) {
        return replaced("ce-specversion", "ce-specversion: " + version);
    }

    private static List<String> contentType(String type) {
        return replaced("Content-Type", "Content-Type: " + type);
    }

    private static List<String> replaced(String start, String header) {
        return binary("provision").stream()
                .map(old -> old.startsWith(start) ? header : old)
                .toList();
    }

    private static List<String> utf8() {
        return List.of("Content-Type: application/cloudevents+json; charset=UTF-8");
    }

    private static List<String> batch() {
        return List.of("Content-Type: application/cloudevents-batch+json");
    }

    private static String extended() {
        return "{\"numext\":1,\"namespace\":\"\","
                + structured("provision", PROVISION).substring(1);
    }

    private static String large() {
        return "{\"pvName\":\"" + "a".repeat(11 << 20) + "\"}";
    }

    private static void failUnexpectedly(ScriptedOperations operations) {
        operations.fail(new Boom());
    }

    private static void conflict(ScriptedOperations operations) {
        operations.refuse(new Refusal(Refusal.Reason.CONFLICT, "another size"));
    }

    private static void unreachable(ScriptedOperations operations) {
        operations.fail(new TryAgainException(TryAgainException.Obstacle.UNREACHABLE, "no answer", new IOException()));
    }

    /** Has no stack trace, which would fill the log of the tests. */
    private static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Boom() {
            super("boom", null, false, false);
        }
    }
}
