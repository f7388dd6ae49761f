package io.rbdfunctions.admission;

import static io.rbdfunctions.admission.ReviewObjects.inPhase;
import static io.rbdfunctions.admission.ReviewObjects.pending;
import static io.rbdfunctions.admission.ReviewObjects.storageClass;
import static io.rbdfunctions.admission.ReviewObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Rejection;
import io.rbdfunctions.process.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionReviewTest {
    private static final String INFO =
            "{\"id\":\"1\",\"size\":1073741824,\"objects\":1,\"object_size\":4194304,\"snapshot_count\":0,\"features\":[]}";

    private final TestAdmission admission = new TestAdmission();

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void rejectsDeletionOfBoundVolumeWithoutFinalizer() {
        Verdict verdict = deleted(unprotected("a").build());

        assertThat(verdict.rejection())
                .isEqualTo(new Rejection(
                        Kind.CONFLICT,
                        "volume pvc-a is bound to shop/a and lacks the finalizer rbdfunctions.io/image: its image"
                                + " would be left behind. Delete the claim, or add the finalizer first"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Delete, deleted", "Retain, kept"})
    void warnsThatBoundVolumeRemainsUntilItsClaimIsDeleted(String policy, String fate) {
        PersistentVolume volume = volume("a", "1Gi")
                .editSpec()
                .withPersistentVolumeReclaimPolicy(policy)
                .endSpec()
                .build();

        assertThat(deleted(volume))
                .isEqualTo(new Verdict(
                        null,
                        List.of("bound to shop/a: the volume remains until that claim is deleted, then its image is "
                                + fate),
                        Map.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Released", "Available", "Pending", "Failed"})
    void allowsDeletionOfUnboundVolume(String phase) {
        assertThat(deleted(inPhase(unprotected("a"), phase))).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void ignoresVolumeOfAnotherProvisioner() {
        PersistentVolume foreign = unprotected("a")
                .editMetadata()
                .addToAnnotations("pv.kubernetes.io/provisioned-by", "rbd.csi.ceph.com")
                .endMetadata()
                .build();

        assertThat(deleted(foreign).isAllowed()).isTrue();
    }

    @Test
    void ignoresTerminatingVolume() {
        PersistentVolume terminating = unprotected("a")
                .editMetadata()
                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                .endMetadata()
                .build();

        assertThat(deleted(terminating).isAllowed()).isTrue();
    }

    @Test
    void warnsAboutClientsOfTheImage() {
        admission.checksCeph(command -> new Result(
                0,
                switch (command.arguments().getFirst()) {
                    case "status" -> "{\"watchers\":[{\"address\":\"10.0.7.9:0/1\",\"client\":4,\"cookie\":1}]}";
                    case "info" -> INFO;
                    default -> command.arguments().contains("list") ? "{}" : "[]";
                },
                ""));

        assertThat(deleted(inPhase(volume("a", "1Gi"), "Released")).warnings())
                .contains("clients that have the image open: 10.0.7.9:0/1");
    }

    @Test
    void onlyWarnsIfCephDoesNotAnswer() {
        admission.checksCeph(_ -> new Result(110, "", "rbd: couldn't connect to the cluster!\n"));

        Verdict verdict = deleted(inPhase(volume("a", "1Gi"), "Released"));

        assertThat(verdict.isAllowed()).isTrue();
        assertThat(verdict.warnings())
                .singleElement()
                .asString()
                .startsWith("use of the image could not be checked: ")
                .hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void allowsDeletionOfUnusedClass() {
        admission.has(volume("a", "1Gi").build(), pending("b", "1Gi"));

        assertThat(admission.review(new ObjectChange.ClassDeleted(storageClass(Map.of())
                        .editMetadata()
                        .withName("other")
                        .endMetadata()
                        .build())))
                .isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void countsUsersOfAClass() {
        admission.has(
                volume("a", "1Gi").build(),
                withoutAnnotations("b"),
                withoutAnnotations("c"),
                pending("d", "1Gi"),
                ReviewObjects.bound("e", "1Gi", "1Gi"));

        assertThat(admission.review(new ObjectChange.ClassDeleted(storageClass())))
                .isEqualTo(new Verdict(
                        null,
                        List.of(
                                "volumes that cannot be expanded or deleted without this class: 2",
                                "pending claims of this class: 1"),
                        Map.of()));
    }

    @Test
    void warnsIfThereAreTooManyToCheck() {
        admission.advancesClockBy(Duration.ofSeconds(21));

        assertThat(admission
                        .review(new ObjectChange.ClassDeleted(storageClass()))
                        .warnings())
                .containsExactly(
                        "there are too many volumes and claims to check in time which of them need this class");
    }

    private Verdict deleted(PersistentVolume volume) {
        return admission.review(new ObjectChange.VolumeDeleted(volume));
    }

    private static PersistentVolumeBuilder unprotected(String claim) {
        return volume(claim, "1Gi")
                .editMetadata()
                .withFinalizers("kubernetes.io/pv-protection")
                .endMetadata();
    }

    private static PersistentVolume withoutAnnotations(String claim) {
        return volume(claim, "1Gi")
                .editMetadata()
                .removeFromAnnotations("rbdfunctions.io/admin-secret-name")
                .endMetadata()
                .build();
    }
}
