package io.rbdfunctions.system.e2e;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.CephTestResource;

/** Runs with librbd, which starts no processes. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@TestProfile(LibrbdTraceLoggingProfile.class)
class CanaryKeyOfLibrbdTest extends CanaryKeyContract {
    @Override
    int minimumCommands() {
        return 0;
    }
}
