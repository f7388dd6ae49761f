package io.rbdfunctions.system.apiserver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.TestCallers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Authorization of callers by the roles of the manifests. Runs only on a real API server (profile {@code
 * real-cluster}), because the mock has no accounts.
 */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(CallersProfile.class)
@SuppressWarnings("NullAway.Init")
class CallersLifeTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String NOT_A_REQUEST = "{}";

    private TestCallers callers;

    @BeforeEach
    void requireRealServer() {
        assumeTrue(ApiServer.isReal(), "the mock API server has no accounts: run with -Preal-cluster");
        callers = new TestCallers();
        callers.makeAccount("bot");
    }

    @AfterEach
    void removeAll() {
        if (ApiServer.isReal()) {
            callers.close();
        }
    }

    @Test
    void aRequestWithoutATokenIsRejected() {
        assertThat(post("/sweep", given()).statusCode()).isEqualTo(401);
        assertThat(post("/sweep", bearer("bm90LWEtdG9rZW4")).statusCode()).isEqualTo(401);
    }

    @Test
    void anAccountWithoutARoleLearnsWhichPermissionIsMissing() {
        Response refused = post("/delete", bearer(callers.token("bot")));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("detail"))
                .contains("user " + callers.user("bot") + " may not \"post\" the non-resource URL \"/delete\"");
    }

    /** Provisioning is allowed, so the request fails at its invalid payload; deletion is denied. */
    @Test
    void aProvisionerMayProvisionButNotDelete() {
        callers.bind("bot", "rbd-functions-provisioner");
        String token = callers.token("bot");

        await().atMost(SOON).untilAsserted(() -> assertStatus(422, "/provision", token));
        assertStatus(403, "/delete", token);
        assertStatus(403, "/sweep", token);
        assertThat(event("io.rbdfunctions.volume.delete", token)).isEqualTo(403);
        assertThat(event("io.rbdfunctions.volume.provision", token)).isEqualTo(422);
        assertThat(event("dev.knative.sources.ping", token)).isEqualTo(403);
    }

    @Test
    void anOperatorIsAllowedUntilTheRoleIsRevoked() {
        callers.bind("bot", "rbd-functions-operator");
        String token = callers.token("bot");
        await().atMost(SOON).untilAsserted(() -> assertStatus(200, "/sweep", token));

        callers.unbind("bot", "rbd-functions-operator");

        await().atMost(SOON).untilAsserted(() -> assertStatus(403, "/sweep", token));
    }

    @Test
    void aTokenOfADeletedAccountIsRejected() {
        callers.bind("bot", "rbd-functions-operator");
        String token = callers.token("bot");
        await().atMost(SOON).untilAsserted(() -> assertStatus(200, "/sweep", token));

        callers.deleteAccount("bot");

        await().atMost(SOON).untilAsserted(() -> assertStatus(401, "/sweep", token));
    }

    @Test
    void aTokenForAnotherAudienceIsRejected() {
        callers.bind("bot", "rbd-functions-operator");

        assertStatus(401, "/sweep", callers.token("bot", "somebody-else"));
    }

    @Test
    void anEventSourceMayTriggerTheSweep() {
        callers.bind("bot", "rbd-functions-events");
        String token = callers.token("bot");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(event("dev.knative.sources.ping", token)).isIn(200, 204));
        assertStatus(403, "/sweep", token);
    }

    private static void assertStatus(int status, String path, String token) {
        Response answer = post(path, bearer(token));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response post(String path, RequestSpecification request) {
        return request.header("Content-Type", "application/json")
                .body(NOT_A_REQUEST)
                .post(path);
    }

    private static int event(String type, String token) {
        RequestSpecification request = bearer(token)
                .header("ce-id", "1")
                .header("ce-source", "/test")
                .header("ce-specversion", "1.0")
                .header("ce-type", type);
        return post("/", request).statusCode();
    }
}
