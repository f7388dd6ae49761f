package io.rbdfunctions.reconcile.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.reconcile.claim.Modification.Cancel;
import io.rbdfunctions.reconcile.claim.Modification.Modify;
import io.rbdfunctions.reconcile.claim.Modification.None;
import io.rbdfunctions.reconcile.claim.ModificationTest.Case;
import io.rbdfunctions.volume.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModifyStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(90);
    private static final ObjectName GOLD = new ObjectName("gold");

    private final PersistentVolumeClaim claim = new Case("gold", "silver", "", "", false, false).claim();

    static Stream<Case> cases() {
        return ModificationTest.cases();
    }

    @Test
    void tellsThatAChangeIsInProgress() {
        PersistentVolumeClaimStatus status = ModifyStatus.inProgress(claim, GOLD, NOW);

        assertThat(status.getModifyVolumeStatus().getStatus()).isEqualTo("InProgress");
        assertThat(status.getModifyVolumeStatus().getTargetVolumeAttributesClassName())
                .isEqualTo("gold");
        assertThat(status.getCurrentVolumeAttributesClassName()).isEqualTo("silver");
        assertThat(status.getConditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getType()).isEqualTo("ModifyingVolume");
            assertThat(condition.getMessage()).isEqualTo("Modifying volume to \"gold\" is in progress.");
            assertThat(condition.getLastTransitionTime()).isEqualTo("2026-11-29T12:00:00Z");
        });
    }

    @Test
    void tellsInvalidParametersFromOtherFailures() {
        PersistentVolumeClaimStatus invalid = ModifyStatus.failed(claim, GOLD, true, "bad", NOW);
        PersistentVolumeClaimStatus other = ModifyStatus.failed(claim, GOLD, false, "busy", NOW);

        assertThat(invalid.getModifyVolumeStatus().getStatus()).isEqualTo("Infeasible");
        assertThat(other.getModifyVolumeStatus().getStatus()).isEqualTo("InProgress");
        assertThat(types(other)).containsExactly("ModifyingVolume", "ModifyVolumeError");
        assertThat(invalid.getConditions().getLast().getReason()).isEqualTo("InvalidArgument");
        assertThat(other.getConditions().getLast().getMessage()).isEqualTo("busy");
    }

    /** From every state that a claim can have. */
    @ParameterizedTest
    @MethodSource("cases")
    void aRepeatedFailureWritesNothingNew(Case given) {
        if (Modification.of(given.claim()) instanceof Modify modify) {
            for (boolean isInfeasible : List.of(true, false)) {
                PersistentVolumeClaim failed = fail(given.claim(), modify.target(), isInfeasible, NOW);
                PersistentVolumeClaim again = fail(failed, modify.target(), isInfeasible, LATER);

                assertThat(again.getStatus()).isEqualTo(failed.getStatus());
                assertThat(ModifyStatus.inProgress(failed, modify.target(), LATER))
                        .isEqualTo(failed.getStatus());
            }
            PersistentVolumeClaim pending = with(given.claim(), ModifyStatus.pending(given.claim()));
            assertThat(ModifyStatus.pending(pending)).isEqualTo(pending.getStatus());
        }
    }

    /** Whatever happened before: one or two successful steps reach what the claim wants, and leave nothing behind. */
    @ParameterizedTest
    @MethodSource("cases")
    void successReachesTheClassThatIsWanted(Case given) {
        PersistentVolumeClaim now = given.claim();
        for (int step = 0; step < 3; step++) {
            now = succeed(now);
        }

        assertThat(Modification.of(now)).isEqualTo(new None());
        if (!given.wanted().isEmpty()) {
            assertThat(now.getStatus().getCurrentVolumeAttributesClassName()).isEqualTo(given.wanted());
            assertThat(now.getStatus().getModifyVolumeStatus()).isNull();
        }
        if (!(Modification.of(given.claim()) instanceof None)) {
            assertThat(types(now.getStatus())).doesNotContain("ModifyingVolume");
        }
    }

    private static PersistentVolumeClaim succeed(PersistentVolumeClaim claim) {
        return switch (Modification.of(claim)) {
            case None _ -> claim;
            case Cancel _ -> with(claim, ModifyStatus.cancelled(claim));
            case Modify modify -> {
                PersistentVolumeClaim begun = with(claim, ModifyStatus.inProgress(claim, modify.target(), NOW));
                yield with(begun, ModifyStatus.finished(begun, modify.target()));
            }
        };
    }

    private static PersistentVolumeClaim fail(
            PersistentVolumeClaim claim, ObjectName target, boolean isInfeasible, Instant time) {
        PersistentVolumeClaim begun = with(claim, ModifyStatus.inProgress(claim, target, time));
        return with(begun, ModifyStatus.failed(begun, target, isInfeasible, "why", time));
    }

    private static PersistentVolumeClaim with(PersistentVolumeClaim claim, PersistentVolumeClaimStatus status) {
        return new PersistentVolumeClaimBuilder(claim).withStatus(status).build();
    }

    private static List<String> types(PersistentVolumeClaimStatus status) {
        return status.getConditions().stream()
                .map(PersistentVolumeClaimCondition::getType)
                .toList();
    }
}
