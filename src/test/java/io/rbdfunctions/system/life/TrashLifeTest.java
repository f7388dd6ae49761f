package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the sweep purges the trash and reports orphans. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class TrashLifeTest extends ClusterTestBase {
    /** 200 GiB: 51,200 objects to delete, whether they were written or not. */
    @Test
    void aLargeVolumeIsTrashedAtOnceAndASweepPurgesItsObjects() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                cluster.makeClass(),
                builder -> builder.editSpec()
                        .editResources()
                        .withRequests(Map.of("storage", new Quantity("200Gi")))
                        .endResources()
                        .endSpec());
        EventSource.updated(cluster.handedOver(claim));
        cluster.bound(claim);
        PersistentVolume volume = cluster.volumeOf(claim);
        List.of(0L, 1L, 30_000L, 51_199L).forEach(number -> ceph.writeObject(cluster.imageOf(claim), number));
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(ceph.dataObjects(cluster.pool())).hasSize(4);
        assertThat(cluster.events(volume))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("to the trash; it can be restored until"));
        untilExpired();
        assertThat(SweepClient.report().purged()).isEqualTo(1);
        assertThat(ceph.dataObjects(cluster.pool())).isEmpty();
        assertThat(trash()).isEmpty();
    }

    @Test
    void onlyOwnExpiredImagesArePurged() {
        cluster.makeClass();
        String expired = trashed(ownName(), "--expires-at", soon());
        String kept = trashed(ownName(), "--expires-at", "2099-06-01T00:00:00");
        String byHand = trashed(ownName());
        String another = trashed("another", "--expires-at", soon());
        untilExpired();

        SweepClient.Report report = SweepClient.report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.purged()).isEqualTo(1);
        assertThat(report.trashed())
                .anySatisfy(trashed -> assertThat(trashed)
                        .containsEntry("image", cluster.pool() + "/" + kept)
                        .hasEntrySatisfying("expiresAt", TrashLifeTest::isExpiryOfKept)
                        .containsEntry("trashId", ceph.trashId(cluster.pool() + "/" + kept)))
                .anySatisfy(trashed -> assertThat(trashed)
                        .containsEntry("image", cluster.pool() + "/" + byHand)
                        .doesNotContainKey("expiresAt"))
                .anySatisfy(trashed -> assertThat(trashed).containsEntry("image", cluster.pool() + "/" + another))
                .noneMatch(trashed -> trashed.containsValue(cluster.pool() + "/" + expired));
        assertThat(SweepClient.report().purged()).isZero();
    }

    @Test
    void anImageThatCannotBePurgedIsReportedAndRetried() {
        cluster.makeClass();
        String name = ownName();
        String image = cluster.pool() + "/" + name;
        ceph.createImage(image, 64);
        try (ImageWatch _ = ceph.watch(image)) {
            ceph.rbd("trash", "mv", image, "--expires-at", soon()).orFail();
            untilExpired();

            SweepClient.Report report = SweepClient.report();

            assertThat(report.purged()).isZero();
            assertThat(report.failures()).singleElement().asString().contains("trashed image " + image, "watchers");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> SweepClient.report().purged() == 1);
        assertThat(trash()).isEmpty();
    }

    @Test
    void anAdoptedImageIsReportedAsOrphanByItsTags() {
        cluster.makeClass();
        String image = cluster.pool() + "/legacy-1";
        ceph.createImage(image, 64);
        ceph.createImage(cluster.pool() + "/not-ours", 64);
        ceph.rbd("image-meta", "set", image, "rbdfunctions.io/claim-uid", "1c4f")
                .orFail();

        assertThat(SweepClient.report().orphans()).contains(image).doesNotContain(cluster.pool() + "/not-ours");
    }

    /** The image is found through the volume's annotations: the name of the source image, its pool and its monitors. */
    @Test
    void anAdoptedImageIsTrashedWithItsVolumeAndCanBeRestored() {
        String storageClass = cluster.makeClass(builder -> builder, Map.of("trashRetention", "168h"));
        ceph.createImage(cluster.pool() + "/legacy-2", 64);
        Map<String, String> claim = Map.of(
                "namespace",
                cluster.namespace(),
                "name",
                "data",
                "uid",
                UUID.randomUUID().toString());
        PersistentVolume wanted =
                answer("provision", storageClass, Map.of("existingImage", "legacy-2", "claim", claim));
        // The volume as the API server returned it; a real one adds defaults.
        PersistentVolumeSpec spec = new PersistentVolumeSpecBuilder(wanted.getSpec()).build();
        PersistentVolume volume = cluster.create(wanted);

        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        PersistentVolume again = answer("restore", storageClass, Map.of("image", "legacy-2", "claim", claim));
        assertThat(again.getSpec()).isEqualTo(spec);
        assertThat(ceph.images(cluster.pool())).containsExactly("legacy-2");
    }

    private static PersistentVolume answer(String function, String storageClass, Map<String, ?> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("storageClassName", storageClass);
        String json = given().header("Content-Type", "application/json")
                .body(payload)
                .post("/" + function)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return Serialization.unmarshal(
                Serialization.unmarshal(json, JsonNode.class)
                        .path("persistentVolume")
                        .toString(),
                PersistentVolume.class);
    }

    @Test
    void aVolumeWithoutItsImageIsReported() {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());
        EventSource.updated(cluster.handedOver(claim));
        cluster.bound(claim);
        ceph.rbd("rm", cluster.imageOf(claim), "--no-progress").orFail();

        assertThat(SweepClient.report().volumes())
                .contains(cluster.volumeOf(claim).getMetadata().getName());
    }

    private String trashed(String name, String... options) {
        ceph.createImage(cluster.pool() + "/" + name, 64);
        String[] words = new String[options.length + 3];
        System.arraycopy(options, 0, words, 3, options.length);
        words[0] = "trash";
        words[1] = "mv";
        words[2] = cluster.pool() + "/" + name;
        ceph.rbd(words).orFail();
        return name;
    }

    private String trash() {
        return ceph.rbd("trash", "ls", cluster.pool()).orFail().stdout();
    }

    private void untilExpired() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ceph.rbd("trash", "ls", "-l", cluster.pool())
                        .orFail()
                        .stdout()
                        .lines()
                        .noneMatch(line -> line.contains("protected until") && !line.contains("2099")));
        // The time includes the fraction of a second that rbd does not show.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    }

    /** rbd turns an expiry time that has passed when it runs into the year 2106. */
    private static String soon() {
        return Instant.now()
                .plusSeconds(5)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", "");
    }

    /** rbd turns the time into a delay of whole seconds, which begins a little later. */
    private static void isExpiryOfKept(Object time) {
        assertThat(Instant.parse(time.toString()))
                .isCloseTo(Instant.parse("2099-06-01T00:00:00Z"), within(1, ChronoUnit.SECONDS));
    }

    private static String ownName() {
        return "kubernetes-dynamic-pvc-" + UUID.randomUUID();
    }
}
