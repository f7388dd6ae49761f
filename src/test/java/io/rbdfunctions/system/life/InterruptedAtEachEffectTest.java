package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EffectLimit;
import io.rbdfunctions.support.cluster.EffectLimit.Side;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Stops the function before and after each of its effects on Ceph and the API server. One more event or a sweep then
 * completes the work.
 */
@QuarkusTest
@TestProfile(EffectLimitProfile.class)
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class InterruptedAtEachEffectTest {
    private static final String DISPLAY_NAME = "{0} it, then {1}";
    private static final String DIRECTORY = "csi.volumes.default";
    private static final int MAXIMUM_EFFECTS = 20;

    /** What makes the function continue with an object. */
    enum Repetition {
        EVENT,
        SWEEP;

        void of(HasMetadata object) {
            if (this == EVENT) {
                assertThat(EventSource.updated(object).statusCode()).isEqualTo(204);
            } else {
                assertThat(SweepClient.report().failures()).isEmpty();
            }
        }
    }

    private final CephCluster ceph = CephCluster.shared();
    private TestCluster cluster;

    @BeforeEach
    void makeCluster() {
        cluster = new TestCluster(ceph);
    }

    @AfterEach
    void removeCluster() {
        EffectLimit.remove();
        cluster.close();
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedProvisionCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeClass();

        // Four tags, the image, the volume, and two events.
        assertThat(interruptAtEachEffect(
                        side, repetition, () -> cluster.handedOver(cluster.makeClaim(storageClass)), claim -> {
                            cluster.bound(claim);
                            PersistentVolume volume = cluster.volumeOf(claim);
                            assertThat(volume.getMetadata().getFinalizers()).contains(VolumeManifest.FINALIZER);
                            assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(64L << 20);
                            assertThat(tags(claim))
                                    .contains(claim.getMetadata().getName(), cluster.namespace(), "pvc-");
                            assertThat(cluster.reasons(claim)).contains("Provisioning", "ProvisioningSucceeded");
                        }))
                .isEqualTo(8);
        assertNothingIsLeftOver();
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedProvisionOfADynamicVolumeCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeCsiClass(Map.of());

        // The journal three times, three tags, the image, the volume, and two events.
        assertThat(interruptAtEachEffect(
                        side, repetition, () -> cluster.handedOver(cluster.makeClaim(storageClass)), claim -> {
                            cluster.bound(claim);
                            String uid = claim.getMetadata().getUid();
                            assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(64L << 20);
                            assertThat(journal().of("csi.volume." + uid))
                                    .containsOnlyKeys(
                                            "csi.volname", "csi.imagename", "csi.imageid", "csi.volume.owner");
                            assertThat(journal().of(DIRECTORY)).containsEntry("csi.volume.pvc-" + uid, uid);
                        }))
                .isEqualTo(10);
        assertNothingIsLeftOver();
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedDeletionOfADynamicVolumeCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeCsiClass(Map.of());

        // The image, the journal twice, the volume, its finalizer, and an event.
        assertThat(interruptAtEachEffect(side, repetition, () -> releasedVolume(storageClass), cluster::untilGone))
                .isEqualTo(6);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(journal().all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedExpansionCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeClass();

        // The image, the volume, the claim twice, and two events.
        assertThat(interruptAtEachEffect(
                        side, repetition, () -> cluster.grow(boundClaim(storageClass), "128Mi"), claim -> {
                            assertGrown(claim);
                            assertThat(cluster.now(claim).getStatus().getConditions())
                                    .extracting(PersistentVolumeClaimCondition::getType)
                                    .containsExactly("Resizing", "FileSystemResizePending");
                        }))
                .isEqualTo(6);
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedExpansionOfABlockDeviceCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeClass();

        assertThat(interruptAtEachEffect(
                        side, repetition, () -> cluster.grow(boundBlockClaim(storageClass), "128Mi"), claim -> {
                            assertGrown(claim);
                            assertThat(cluster.now(claim).getStatus().getConditions())
                                    .isNullOrEmpty();
                            assertThat(cluster.now(claim).getStatus().getCapacity())
                                    .containsEntry("storage", new Quantity("128Mi"));
                        }))
                .isEqualTo(6);
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedChangeOfAttributesCompletes(Side side, Repetition repetition) {
        Assumptions.assumeTrue(cluster.isAtLeast(34), "VolumeAttributesClasses exist since 1.34");
        String storageClass = cluster.makeCsiClass(Map.of());
        String silver = cluster.makeAttributesClass(Map.of("maxReadIops", "100"));
        String gold = cluster.makeAttributesClass(Map.of("maxWriteIops", "500"));

        // The image twice, the volume, the claim twice, and two events.
        assertThat(interruptAtEachEffect(
                        side, repetition, () -> cluster.modify(boundClaim(storageClass, silver), gold), claim -> {
                            assertThat(tags(claim)).contains("max_write_iops").doesNotContain("max_read_iops");
                            assertThat(cluster.volumeOf(claim).getSpec().getVolumeAttributesClassName())
                                    .isEqualTo(gold);
                            assertThat(cluster.now(claim).getStatus().getCurrentVolumeAttributesClassName())
                                    .isEqualTo(gold);
                            assertThat(cluster.now(claim).getStatus().getModifyVolumeStatus())
                                    .isNull();
                            assertThat(cluster.now(claim).getStatus().getConditions())
                                    .isNullOrEmpty();
                        }))
                .isEqualTo(7);
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedDeletionCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeClass();

        // The image, the volume, its finalizer, and an event.
        assertThat(interruptAtEachEffect(side, repetition, () -> releasedVolume(storageClass), cluster::untilGone))
                .isEqualTo(4);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @CsvSource({"BEFORE, EVENT", "AFTER, EVENT", "BEFORE, SWEEP", "AFTER, SWEEP"})
    void anInterruptedMoveToTheTrashCompletes(Side side, Repetition repetition) {
        String storageClass = cluster.makeClass(builder -> builder, Map.of("trashRetention", "168h"));

        assertThat(interruptAtEachEffect(side, repetition, () -> releasedVolume(storageClass), cluster::untilGone))
                .isEqualTo(4);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(ceph.rbd("trash", "ls", cluster.pool()).orFail().stdout().lines())
                .hasSize(5);
    }

    @ParameterizedTest(name = "{0} it")
    @CsvSource({"BEFORE", "AFTER"})
    void theImageOfAClaimDeletedMeanwhileIsRemovedOrReported(Side side) {
        String storageClass = cluster.makeClass();

        interruptAtEachEffect(
                side,
                Repetition.SWEEP,
                () -> cluster.handedOver(cluster.makeClaim(storageClass)),
                cluster::delete,
                cluster::delete);

        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.settle();
        assertThat(cluster.volumes()).isEmpty();
        assertThat(SweepClient.report().orphans())
                .containsExactlyInAnyOrderElementsOf(ceph.images(cluster.pool()).stream()
                        .map(image -> cluster.pool() + "/" + image)
                        .toList());
    }

    private <T extends HasMetadata> int interruptAtEachEffect(
            Side side, Repetition repetition, Supplier<T> made, Consumer<T> end) {
        return interruptAtEachEffect(side, repetition, made, end, _ -> {});
    }

    /** Returns the number of effects. */
    private <T extends HasMetadata> int interruptAtEachEffect(
            Side side, Repetition repetition, Supplier<T> made, Consumer<T> end, Consumer<T> meanwhile) {
        for (int effect = 1; effect < MAXIMUM_EFFECTS; effect++) {
            T object = made.get();
            EffectLimit.set(effect, side);
            EventSource.updated(object);
            boolean wasCut = EffectLimit.isReached();
            EffectLimit.remove();
            if (!wasCut) {
                end.accept(object);
                return effect - 1;
            }
            meanwhile.accept(object);
            repetition.of(object);
            end.accept(object);
        }
        throw new AssertionError("more than %d effects".formatted(MAXIMUM_EFFECTS));
    }

    private PersistentVolumeClaim boundClaim(String storageClass) {
        return bound(cluster.makeClaim(storageClass));
    }

    private PersistentVolumeClaim boundClaim(String storageClass, String attributesClass) {
        return bound(cluster.makeClaim(
                storageClass,
                builder -> builder.editSpec()
                        .withVolumeAttributesClassName(attributesClass)
                        .endSpec()));
    }

    private PersistentVolumeClaim boundBlockClaim(String storageClass) {
        return bound(cluster.makeClaim(
                storageClass,
                builder -> builder.editSpec().withVolumeMode("Block").endSpec()));
    }

    private PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
        EventSource.updated(cluster.handedOver(claim));
        return cluster.bound(claim);
    }

    private PersistentVolume releasedVolume(String storageClass) {
        PersistentVolumeClaim claim = boundClaim(storageClass);
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        return cluster.released(volume);
    }

    private void assertGrown(PersistentVolumeClaim claim) {
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);
        assertThat(cluster.volumeOf(claim).getSpec().getCapacity()).containsEntry("storage", new Quantity("128Mi"));
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }

    private String tags(PersistentVolumeClaim claim) {
        return ceph.rbd("image-meta", "ls", cluster.imageOf(claim)).orFail().stdout();
    }

    private void assertNothingIsLeftOver() {
        Function<PersistentVolume, String> image =
                volume -> new VolumeView(volume).image().orElseThrow();
        assertThat(ceph.images(cluster.pool()))
                .containsExactlyInAnyOrderElementsOf(
                        cluster.volumes().stream().map(image).toList());
        assertThat(SweepClient.report().orphans()).isEmpty();
    }
}
