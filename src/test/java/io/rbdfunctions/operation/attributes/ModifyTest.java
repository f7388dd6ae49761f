package io.rbdfunctions.operation.attributes;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClassBuilder;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.volume.ObjectName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModifyTest extends ScriptedTest {
    private static final String READ_IOPS = ".rbd.csi.ceph.com/cgroup_qos_max_read_iops";
    private static final String BPS = "conf_rbd_qos_bps_limit";

    private final ModifyRequest request =
            new ModifyRequest(new RequestBuilder().image("img").target(), new ObjectName("gold"));

    @Test
    void setsWhatDiffersAndRemovesWhatTheClassLeavesOut() {
        put(Map.of("maxReadIops", "500"));
        rbd.answer("image-meta ls", output("{\"%s\":\"9\",\"owner\":\"me\"}".formatted(BPS)));

        assertThat(done(operations.run(request)).changed()).isTrue();
        assertThat(rbd.ran())
                .containsExactly(
                        "image-meta ls img",
                        "image-meta set img %s 500".formatted(READ_IOPS),
                        "image-meta remove img " + BPS);
    }

    @Test
    void anImageThatHasTheAttributesIsLeftAsItIs() {
        put(Map.of("maxReadIops", "500"));
        rbd.answer("image-meta ls", output("{\"%s\":\"500\"}".formatted(READ_IOPS)));

        assertThat(done(operations.run(request)).changed()).isFalse();
        assertThat(rbd.ran()).containsExactly("image-meta ls img");
    }

    @Test
    void metadataThatAnotherReplicaHasRemovedIsNoFailure() {
        put(Map.of());
        rbd.answer("image-meta ls", output("{\"%s\":\"9\"}".formatted(BPS)), output("{}"))
                .answer(
                        "image-meta remove",
                        failure(2, "rbd: removing metadata failed: (2) No such file or directory"));

        assertThat(done(operations.run(request)).changed()).isTrue();
    }

    @Test
    void refusesAClassThatDoesNotExist() {
        Refusal refusal = refused(operations.run(request));

        assertThat(refusal).isEqualTo(new Refusal(Reason.NOT_FOUND, "VAC \"gold\" does not exist."));
        assertThat(rbd.ran()).isEmpty();
    }

    @Test
    void refusesAClassOfAnotherDriver() {
        put("rbd.csi.ceph.com", Map.of());

        assertThat(refused(operations.run(request)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID))
                .satisfies(refusal -> assertThat(refusal.detail())
                        .isEqualTo("VAC \"gold\" belongs to driver rbd.csi.ceph.com, not to rbdfunctions.io/rbd"));
        assertThat(rbd.ran()).isEmpty();
    }

    @Test
    void refusesAClassWithAnUnknownParameter() {
        put(Map.of("iops", "5"));

        assertThat(refused(operations.run(request)).reason()).isEqualTo(Reason.INVALID);
        assertThat(rbd.ran()).isEmpty();
    }

    private void put(Map<String, String> parameters) {
        put(OperationsHarness.PROVISIONER, parameters);
    }

    private void put(String driver, Map<String, String> parameters) {
        api.put(new VolumeAttributesClassBuilder()
                .withNewMetadata()
                .withName("gold")
                .endMetadata()
                .withDriverName(driver)
                .withParameters(parameters)
                .build());
    }
}
