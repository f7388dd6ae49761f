package io.rbdfunctions.support.cluster;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** Requests sweeps. */
public final class SweepClient {
    private SweepClient() {}

    /** The fields of the report that tests check. */
    public record Report(
            boolean complete,
            int purged,
            List<String> orphans,
            List<String> volumes,
            List<Map<String, String>> trashed,
            List<String> journalEntries,
            List<String> incompleteJournals,
            List<String> failures,
            List<String> waiting) {}

    public static Response run() {
        return given().header("Content-Type", "application/json").body("{}").post("/sweep");
    }

    public static Report report() {
        JsonPath report = run().then().statusCode(200).extract().jsonPath();
        return new Report(
                report.getBoolean("complete"),
                report.getMap("done").get("purged") instanceof Integer purged ? purged : 0,
                report.getList("orphans.images"),
                report.getList("orphans.volumes"),
                report.getList("orphans.trashed"),
                report.getList("orphans.journalEntries"),
                report.getList("orphans.incompleteJournals"),
                report.getList("failures"),
                report.getList("waiting"));
    }

    /** Sends the event of Knative's PingSource. */
    public static Response ping() {
        return given().header("Ce-Id", "1")
                .header("Ce-Specversion", "1.0")
                .header("Ce-Source", "/apis/v1/namespaces/rbd-functions/pingsources/sweep")
                .header("Ce-Type", "dev.knative.sources.ping")
                .header("Content-Type", "application/json")
                .body("{}")
                .post("/");
    }
}
