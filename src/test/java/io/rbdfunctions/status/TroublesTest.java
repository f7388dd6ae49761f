package io.rbdfunctions.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.status.Trouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> NO_WARNINGS = Map.of();
    private static final String CLAIM = "PersistentVolumeClaim default/data-1";
    private static final String VOLUME = "PersistentVolume " + SampleObjects.VOLUME;

    private final Troubles troubles = new Troubles();

    @Test
    void workThatHasJustBegunIsNone() {
        add(pending(Duration.ofSeconds(59)));
        add(SampleObjects.expanding("2Gi").build());
        troubles.add(terminating(Duration.ofSeconds(59), "Released"));
        troubles.add(released(Duration.ofSeconds(59)));

        assertThat(troubles.find(List.of(), NO_WARNINGS, NOW)).isEmpty();
    }

    @Test
    void noWorkIsNone() {
        add(SampleObjects.bound().build());
        add(SampleObjects.provisionedBy("other").build());
        add(SampleObjects.claim().build());
        troubles.add(SampleObjects.volume("Bound").build());
        troubles.add(SampleObjects.volume("Released")
                .editSpec()
                .withPersistentVolumeReclaimPolicy("Retain")
                .endSpec()
                .build());

        assertThat(troubles.find(List.of(), Map.of(CLAIM, "an old warning", VOLUME, "another"), NOW))
                .isEmpty();
    }

    @Test
    void aClaimWaitsTooLong() {
        add(pending(Duration.ofMinutes(5)));

        assertThat(troubles.find(List.of(), NO_WARNINGS, NOW))
                .containsExactly(new Trouble(
                        Kind.PENDING_CLAIM, "default/data-1", NOW.minusSeconds(300), "it has no volume yet"));
    }

    @Test
    void aWarningSaysWhy() {
        add(pending(Duration.ofSeconds(1)));
        add(SampleObjects.expanding("2Gi")
                .editMetadata()
                .withName("data-2")
                .endMetadata()
                .build());

        assertThat(find(Map.of(CLAIM, "no space", "PersistentVolumeClaim default/data-2", "no quota")))
                .containsExactly(
                        Tuple.tuple(Kind.PENDING_CLAIM, "default/data-1", "no space"),
                        Tuple.tuple(Kind.PENDING_CHANGE, "default/data-2", "no quota"));
    }

    @Test
    void aVolumeHasFailed() {
        troubles.add(SampleObjects.volume("Failed").build());
        troubles.add(SampleObjects.volume("Failed")
                .editStatus()
                .withMessage("no deleter")
                .endStatus()
                .build());

        assertThat(find(NO_WARNINGS))
                .extracting(found -> found.toList().get(2))
                .containsExactly("its phase is Failed", "no deleter");
        assertThat(find(Map.of(VOLUME, "in use")))
                .extracting(found -> found.toList().get(2))
                .containsExactly("in use", "in use");
    }

    @Test
    void aDeletionIsStuck() {
        troubles.add(terminating(Duration.ofHours(1), "Released"));
        troubles.add(terminating(Duration.ofHours(2), "Bound"));
        troubles.add(released(Duration.ofHours(3)));

        assertThat(find(NO_WARNINGS))
                .containsExactly(
                        Tuple.tuple(
                                Kind.STUCK_DELETION,
                                SampleObjects.VOLUME,
                                "its claim is gone, and its image has not been deleted yet"),
                        Tuple.tuple(
                                Kind.STUCK_DELETION,
                                SampleObjects.VOLUME,
                                "it is to be deleted, and still bound to the claim default/data-1"),
                        Tuple.tuple(
                                Kind.STUCK_DELETION,
                                SampleObjects.VOLUME,
                                "it waits for the finalizers rbdfunctions.io/image, kubernetes.io/pv-protection"));
    }

    @Test
    void missingImagesComeFirst() {
        troubles.add(SampleObjects.volume("Failed").build());
        add(pending(Duration.ofMinutes(5)));

        assertThat(troubles.find(List.of("pvc-b", "pvc-a"), NO_WARNINGS, NOW))
                .extracting(Trouble::kind, Trouble::object)
                .containsExactly(
                        Tuple.tuple(Kind.MISSING_IMAGE, "pvc-a"),
                        Tuple.tuple(Kind.MISSING_IMAGE, "pvc-b"),
                        Tuple.tuple(Kind.FAILED_VOLUME, SampleObjects.VOLUME),
                        Tuple.tuple(Kind.PENDING_CLAIM, "default/data-1"));
    }

    private List<Tuple> find(Map<String, String> warnings) {
        return troubles.find(List.of(), warnings, NOW).stream()
                .map(found -> Tuple.tuple(found.kind(), found.object(), found.reason()))
                .toList();
    }

    private void add(PersistentVolumeClaim claim) {
        troubles.add(claim, ClaimDecision.of(claim, SampleObjects.PROVISIONER));
    }

    private static PersistentVolumeClaim pending(Duration age) {
        return SampleObjects.provisionedBy(SampleObjects.PROVISIONER)
                .editMetadata()
                .withCreationTimestamp(NOW.minus(age).toString())
                .endMetadata()
                .build();
    }

    private static PersistentVolume released(Duration age) {
        return SampleObjects.volume("Released")
                .editStatus()
                .withLastPhaseTransitionTime(NOW.minus(age).toString())
                .endStatus()
                .build();
    }

    private static PersistentVolume terminating(Duration age, String phase) {
        return SampleObjects.volume(phase)
                .editMetadata()
                .withDeletionTimestamp(NOW.minus(age).toString())
                .endMetadata()
                .build();
    }
}
