package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.capacity.CapacityView;
import io.rbdfunctions.support.cluster.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that watches needs no sweep to tell the scheduler. */
@QuarkusTest
@TestProfile(CapacityWatchLifeTest.Watching.class)
@QuarkusTestResource(
        value = ApiServer.class,
        initArgs = @ResourceArg(name = ApiServer.NAME_ARGUMENT, value = CapacityTestBase.DRIVER),
        restrictToAnnotatedClass = true)
class CapacityWatchLifeTest extends CapacityTestBase {
    public static final class Watching implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "rbd-functions.watch", "true",
                    "rbd-functions.watch.sweep-interval", "1h",
                    "rbd-functions.watch.capacity-interval", "200ms");
        }
    }

    @Test
    void objectsFollowTheClassAndItsPool() {
        ceph.setQuota(cluster.pool(), 1000 * MEBIBYTE);
        String storageClass = makeClass(Map.of());
        untilMebibytes(storageClass, List.of(1000L));

        ceph.setQuota(cluster.pool(), 500 * MEBIBYTE);
        untilMebibytes(storageClass, List.of(500L));

        cluster.deleteClass(storageClass);
        untilMebibytes(storageClass, List.of());
    }

    private void untilMebibytes(String storageClass, List<Long> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ours(storageClass))
                        .extracting(object -> new CapacityView(object).bytes() / MEBIBYTE)
                        .isEqualTo(expected));
    }
}
