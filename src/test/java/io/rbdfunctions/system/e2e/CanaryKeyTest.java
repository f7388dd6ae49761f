package io.rbdfunctions.system.e2e;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.CephTestResource;

/** Runs with the rbd command. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@TestProfile(TraceLoggingProfile.class)
class CanaryKeyTest extends CanaryKeyContract {
    @Override
    int minimumCommands() {
        return 1;
    }
}
