package io.rbdfunctions.operation.provision;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.volume.ceph.ImageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adopts existing images on a real Ceph. */
@SecondLane
class AdoptTest extends CephTest {
    private static final String IMAGE = "legacy-1";

    private final RequestBuilder request = request().size("1").volume(null).claim("1c4f");

    @Test
    void usesTheSizeOfTheImageAndChangesOnlyItsTags() {
        ceph.createImage(pool + "/" + IMAGE, 96);

        Provisioned adopted = adopt();

        assertThat(adopted.action()).isEqualTo(Action.ADOPTED);
        assertThat(adopted.warnings()).isEmpty();
        PersistentVolume volume = adopted.persistentVolume();
        assertThat(volume.getMetadata().getName()).isEqualTo("pvc-1c4f");
        assertThat(volume.getSpec().getRbd().getImage()).isEqualTo(IMAGE);
        assertThat(volume.getSpec().getCapacity()).containsEntry("storage", new Quantity("96Mi"));
        assertThat(volume.getSpec().getClaimRef().getUid()).isEqualTo("1c4f");
        assertThat(volume.getMetadata().getAnnotations()).containsEntry("rbdfunctions.io/pool", pool);
        assertThat(ceph.sizeOf(pool + "/" + IMAGE)).isEqualTo(96L << 20);
        assertThat(ceph.images(pool)).containsExactly(IMAGE);
        assertThat(metadata()).contains("rbdfunctions.io/claim-uid", "1c4f", "csi.storage.k8s.io/pv/name");
    }

    @Test
    void aSecondRequestReturnsTheSameAnswer() {
        ceph.createImage(pool + "/" + IMAGE, 96);
        Provisioned first = adopt();

        assertThat(adopt()).isEqualTo(first);
    }

    @Test
    void theVolumeListsTheFeaturesOfTheImage() {
        String features = "layering,exclusive-lock";
        ceph.rbd("create", pool + "/" + IMAGE, "--size", "64M", "--image-feature", features)
                .orFail();
        request.parameter("clusterID", "ceph-1").parameter("imageFeatures", "layering,deep-flatten");

        assertThat(adopt().persistentVolume().getSpec().getCsi().getVolumeAttributes())
                .containsEntry("imageFeatures", features)
                .containsEntry("staticVolume", "true");
    }

    @Test
    void refusesAMissingOrTooSmallImage() {
        assertThat(refused(operations.run(adoption())).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(ceph.images(pool)).isEmpty();

        ceph.createImage(pool + "/" + IMAGE, 64);
        request.size("1Gi");

        refused(
                operations.run(adoption()),
                Reason.CONFLICT,
                "image %s/%s has 64Mi, which is less than the requested 1024Mi: expand it first, or request less"
                        .formatted(pool, IMAGE));
    }

    @Test
    void warnsOfAnotherVolumeAndOfWatchers() {
        String image = pool + "/" + IMAGE;
        ceph.createImage(image, 64);
        ceph.rbd("image-meta", "set", image, "csi.storage.k8s.io/pv/name", "pvc-other")
                .orFail();

        try (ImageWatch _ = ceph.watch(image)) {
            assertThat(adopt().warnings())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("pvc-other"),
                            second -> assertThat(second).contains("in use by 127.0.0.1:"));
        }
    }

    @Test
    void aDryRunWritesNoTags() {
        ceph.createImage(pool + "/" + IMAGE, 64);

        assertThat(done(operations.run(request.dryRun().provision().forImage(new ImageName(IMAGE))))
                        .action())
                .isEqualTo(Action.WOULD_ADOPT);
        assertThat(metadata()).doesNotContain("claim-uid");
    }

    /** The name is deterministic, so that a retry returns the same volume. */
    @ParameterizedTest
    @CsvSource({"kubernetes-dynamic-pvc-7d2e, pvc-7d2e", "legacy-1, pvc-[0-9a-f-]{36}"})
    void withoutVolumeAndClaimTheVolumeIsNamedAfterTheImage(String image, String expected) {
        ProvisionRequest request = new RequestBuilder().volume(null).provision().forImage(new ImageName(image));

        VolumePlan.Identity identity = VolumePlan.Identity.of(request);

        assertThat(identity).isEqualTo(VolumePlan.Identity.of(request));
        assertThat(identity.image().value()).isEqualTo(image);
        assertThat(identity.volume().value()).matches(expected);
    }

    private Provisioned adopt() {
        return done(operations.run(adoption()));
    }

    private ProvisionRequest adoption() {
        return request.provision().forImage(new ImageName(IMAGE));
    }

    private String metadata() {
        return ceph.rbd("image-meta", "ls", pool + "/" + IMAGE).orFail().stdout();
    }
}
