package io.rbdfunctions.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims live without any event, also if the function or the API server stops meanwhile. */
class WatchIT extends WatchTestBase {
    private static final int CLAIMS = Integer.getInteger("test.claims", 60);

    @Test
    void aClaimIsProvisionedExpandedAndDeleted() {
        startFunction();
        PersistentVolumeClaim claim = cluster.addClaim(storageClass);
        awaitAllBound(1);

        cluster.grow(claim, "128Mi");
        until(() -> new Quantity("128Mi")
                .equals(cluster.volumeOf(claim).getSpec().getCapacity().get("storage")));
        assertThat(ceph.rbd("ls", "-l", cluster.pool()).orFail().stdout()).contains("128 MiB");

        cluster.deleteClaims();
        awaitNothingLeft();
    }

    @Test
    void aClaimCreatedWhileTheFunctionIsDownIsServedWhenItStarts() {
        addClaims(3);
        cluster.settle();
        startFunction();
        awaitAllBound(3);
    }

    @Test
    void aBurstSurvivesRestartsOfTheApiServerAndOfTheFunction() {
        FunctionProcess first = startFunction();
        addClaims(CLAIMS / 2);
        cluster.settle();
        until(() -> !cluster.volumes().isEmpty());
        first.kill();
        FunctionProcess second = startFunction();
        awaitAllBound(CLAIMS / 2);
        addClaims(CLAIMS / 2);
        cluster.settle();
        restartApiServer();
        awaitAllBound(CLAIMS);
        assertThat(ceph.images(cluster.pool())).containsExactlyInAnyOrderElementsOf(imagesOfVolumes());

        cluster.deleteClaims();
        restartApiServer();
        until(() -> cluster.volumes().size() < CLAIMS);
        second.kill();
        startFunction();
        awaitNothingLeft();
        assertThat(cluster.claims()).isEmpty();
    }

    @Test
    void eachClaimIsProvisionedOnce() {
        startFunction();
        List<PersistentVolumeClaim> claims = addClaims(10);
        awaitAllBound(10);
        assertThat(claims)
                .allSatisfy(claim -> assertThat(cluster.events(claim))
                        .filteredOn(event -> event.getReason().equals("ProvisioningSucceeded"))
                        .singleElement()
                        .satisfies(event -> assertThat(event.getCount()).isEqualTo(1)));
    }

    private void restartApiServer() {
        api.stop();
        pause();
        api.resume();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
