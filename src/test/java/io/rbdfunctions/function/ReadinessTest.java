package io.rbdfunctions.function;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.IsolatedProfile;
import org.junit.jupiter.api.Test;

/** Without an engine the replica is alive but not ready. */
@QuarkusTest
@TestProfile(IsolatedProfile.class)
final class ReadinessTest {
    @Test
    void isNotReadyButAlive() {
        get("/q/health/ready")
                .then()
                .statusCode(503)
                .rootPath("checks.find { it.name == 'rbd' }")
                .body("status", equalTo("DOWN"))
                .body("data.engine", containsString("no-rbd-here is not installed: install ceph-common"));
        get("/q/health/live").then().statusCode(200);
        get("/q/health/started").then().statusCode(200);
    }
}
