package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.admission.ObjectChange;
import io.rbdfunctions.admission.TestAdmission;
import io.rbdfunctions.admission.Verdict;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.parameters.RandomParameters;
import io.rbdfunctions.volume.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Admission rejects the same classes as the provisioner, with the same messages. */
@SecondLane
class AdmissionAgreesTest {
    private static final int ROUNDS = 10_000;
    private static final Result NO_IMAGE =
            new Result(2, "", "rbd: error opening image x: (2) No such file or directory\n");

    private static final CephCredentials KEY = new CephCredentials(null, new CephKey("AQBcanary=="));

    @Test
    void admissionAndProvisionerAgreeOnRandomClasses() {
        try (TestAdmission admission = new TestAdmission();
                TestApi api = new TestApi()) {
            Operations provisioner = OperationsHarness.operations(_ -> NO_IMAGE, _ -> KEY, api);
            RandomParameters random = new RandomParameters();
            int allowed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Map<String, String> parameters = random.next();
                String verdict = admitted(admission, parameters);
                assertThat(verdict).as("%s", parameters).isEqualTo(provisioned(provisioner, parameters));
                allowed += verdict.isEmpty() ? 1 : 0;
            }
            assertThat(allowed).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
        }
    }

    private static String admitted(TestAdmission admission, Map<String, String> parameters) {
        Verdict verdict = admission.review(new ObjectChange.ClassCreated(new StorageClassBuilder()
                .withNewMetadata()
                .withName("random")
                .endMetadata()
                .withProvisioner(OperationsHarness.PROVISIONER)
                .withParameters(parameters)
                .build()));
        return verdict.rejection() == null ? "" : verdict.rejection().message();
    }

    /** The violations that a dry run reports for a valid claim, except those of its size. */
    private static String provisioned(Operations provisioner, Map<String, String> parameters) {
        Outcome<Provisioned> outcome = provisioner.run(new ProvisionRequest(
                new ClaimTerms(Capacity.parse("1Gi"), List.of(), false, false, null, null, Map.of()),
                new ClassSource.Given(parameters),
                null,
                null,
                null,
                null,
                null,
                null,
                true));
        return outcome instanceof Outcome.Refused<Provisioned>(Refusal refusal) && refusal.reason() == Reason.INVALID
                ? refusal.violations().stream()
                        .filter(violation -> !violation.field().equals("size"))
                        .map(Violation::toString)
                        .collect(Collectors.joining("; "))
                : "";
    }
}
