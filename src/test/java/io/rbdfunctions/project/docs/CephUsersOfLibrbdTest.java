package io.rbdfunctions.project.docs;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.CephTestResource;
import java.util.Map;

/** With the librbd engine. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@TestProfile(CephUsersOfLibrbdTest.Engine.class)
class CephUsersOfLibrbdTest extends CephUsersContract {
    public static final class Engine implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rbd-functions.rbd.engine", "librbd");
        }
    }
}
