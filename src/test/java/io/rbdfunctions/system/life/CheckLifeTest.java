package io.rbdfunctions.system.life;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;

/** With librbd. */
@QuarkusTest
@TestProfile(CheckProfile.class)
@QuarkusTestResource(
        value = ApiServer.class,
        initArgs = @ResourceArg(name = ApiServer.NAME_ARGUMENT, value = CheckContract.PROVISIONER),
        restrictToAnnotatedClass = true)
class CheckLifeTest extends CheckContract {}
