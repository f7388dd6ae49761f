package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.bound;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ModifyVolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import io.rbdfunctions.reconcile.claim.Modification.Cancel;
import io.rbdfunctions.reconcile.claim.Modification.Modify;
import io.rbdfunctions.reconcile.claim.Modification.None;
import io.rbdfunctions.volume.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the steps with a model that follows {@code modify} of the CSI external-resizer line by line. */
class ModificationTest {
    /** Empty texts for absent fields. */
    record Case(String wanted, String current, String state, String target, boolean isModifying, boolean hasError) {
        PersistentVolumeClaim claim() {
            PersistentVolumeClaimBuilder claim = bound().editSpec()
                    .withVolumeAttributesClassName(wanted)
                    .endSpec()
                    .editStatus()
                    .withCurrentVolumeAttributesClassName(current.isEmpty() ? null : current)
                    .withModifyVolumeStatus(state.isEmpty() ? null : new ModifyVolumeStatus(state, target))
                    .endStatus();
            condition(claim, isModifying, "ModifyingVolume");
            condition(claim, hasError, "ModifyVolumeError");
            return claim.build();
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

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String wanted : List.of("", "gold", "silver")) {
            for (String current : List.of("", "gold", "silver")) {
                for (String state : List.of("", "Pending", "InProgress", "Infeasible")) {
                    for (String target : state.isEmpty() ? List.of("") : List.of("gold", "silver")) {
                        for (int flags = 0; flags < 4; flags++) {
                            cases.add(new Case(wanted, current, state, target, (flags & 1) > 0, (flags & 2) > 0));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modifiesAsTheExternalResizerDoes(Case given) {
        assertThat(Modification.of(given.claim())).isEqualTo(model(given));
    }

    /** The resizer remembers which changes are uncertain; here, those without a final error are. */
    private static Modification model(Case given) {
        boolean hasStatus = !given.state().isEmpty();
        if (!hasStatus && !given.wanted().isEmpty() && given.wanted().equals(given.current())) {
            return new None();
        }
        boolean isInProgress = given.state().equals("InProgress");
        if (given.wanted().isEmpty() && !isInProgress) {
            return given.isModifying() ? new Cancel() : new None();
        }
        boolean isUncertain = isInProgress && !given.hasError();
        return isUncertain || given.wanted().isEmpty()
                ? new Modify(new ObjectName(given.target()), true)
                : new Modify(new ObjectName(given.wanted()), false);
    }
}
