package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.expanding;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the targets with a model that follows {@code expandAndRecover} of the CSI external-resizer line by line. */
class GrowthTargetTest {
    private static final List<String> STATES = List.of(
            "",
            "ControllerResizeInProgress",
            "ControllerResizeInfeasible",
            "NodeResizePending",
            "NodeResizeInProgress",
            "NodeResizeInfeasible");

    /** Sizes in GiB; {@code allocated} is 0 if there is none. */
    record Case(String state, int allocated, int volume, int request, boolean hasFinalError, boolean hasPending) {
        ClaimView claim() {
            PersistentVolumeClaimBuilder claim = expanding(request + "Gi");
            if (allocated > 0) {
                claim.editStatus()
                        .withAllocatedResources(Map.of("storage", new Quantity(allocated + "Gi")))
                        .endStatus();
            }
            if (!state.isEmpty()) {
                claim.editStatus()
                        .withAllocatedResourceStatuses(Map.of("storage", state))
                        .endStatus();
            }
            condition(claim, hasFinalError, "ControllerResizeError");
            condition(claim, hasPending, "FileSystemResizePending");
            return new ClaimView(claim.build());
        }

        private static void condition(PersistentVolumeClaimBuilder claim, boolean isPresent, String type) {
            if (isPresent) {
                claim.editStatus()
                        .addToConditions(new PersistentVolumeClaimConditionBuilder()
                                .withType(type)
                                .withStatus("True")
                                .build())
                        .endStatus();
            }
        }
    }

    /** The capacity in the status is 1Gi throughout, so the request is larger. */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String state : STATES) {
            for (int allocated = 0; allocated <= 5; allocated++) {
                for (int volume = 1; volume <= 4; volume++) {
                    for (int request = 2; request <= 4; request++) {
                        cases.add(new Case(state, allocated, volume, request, false, false));
                        cases.add(new Case(state, allocated, volume, request, true, false));
                        cases.add(new Case(state, allocated, volume, request, false, true));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void growsAsTheExternalResizerDoes(Case given) {
        Optional<Capacity> target =
                GrowthTarget.of(given.claim(), gibibytes(given.request()), gibibytes(given.volume()));

        Integer expected = model(given);
        // A PersistentVolume never says less than before, which the resizer leaves to the driver.
        assertThat(target)
                .isEqualTo(Optional.ofNullable(expected).map(size -> gibibytes(Math.max(size, given.volume()))));
    }

    /** Null if nothing is to be done. */
    private static @Nullable Integer model(Case given) {
        Integer allocated = given.allocated() == 0 ? null : given.allocated();
        int begun = allocated == null ? given.request() : allocated;
        if (given.volume() < given.request()) {
            return switch (given.state()) {
                case "NodeResizeInfeasible" -> begun;
                case "NodeResizePending", "NodeResizeInProgress" -> given.volume() >= begun ? null : begun;
                case "ControllerResizeInProgress" -> given.hasFinalError() ? given.request() : begun;
                default -> given.request();
            };
        }
        return switch (given.state()) {
            case "NodeResizePending", "NodeResizeInProgress" -> null;
            case "NodeResizeInfeasible", "ControllerResizeInProgress", "ControllerResizeInfeasible" -> begun;
            default -> allocated == null && given.hasPending() ? null : begun;
        };
    }

    /** A user changes the request again and again while the controller and the node do their steps in any order. */
    @Test
    void theVolumeNeverShrinksAndReachesTheLastRequest() {
        IntStream.range(0, 500).forEach(seed -> new GrowthSimulation(seed).run());
    }

    private static Capacity gibibytes(int count) {
        return Capacity.ofMebibytes(1024L * count);
    }
}
