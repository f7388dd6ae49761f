package io.rbdfunctions.operation.convert;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.volume.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConvertTest extends ScriptedTest {
    private final RequestBuilder request = new RequestBuilder()
            .without("userSecretName")
            .without("adminId")
            .parameter("pool", "new")
            .parameter("clusterID", "ceph-1")
            .parameter("nodeStageSecretName", "node")
            .parameter("nodeStageSecretNamespace", "kube-system");

    @Test
    void theConvertedVolumeHasTheSameImage() {
        PersistentVolume made = volume(convert(inTree().build()));

        assertThat(made.getMetadata().getName()).isEqualTo("pvc-1c4f");
        assertThat(made.getSpec().getRbd()).isNull();
        assertThat(made.getSpec().getCsi().getDriver()).isEqualTo("rbd.csi.ceph.com");
        assertThat(made.getSpec().getCsi().getVolumeHandle()).isEqualTo("kubernetes-dynamic-pvc-1c4f");
        assertThat(made.getSpec().getCsi().getFsType()).isEqualTo("xfs");
        assertThat(made.getSpec().getCsi().getNodeStageSecretRef().getName()).isEqualTo("node");
        assertThat(made.getSpec().getCsi().getVolumeAttributes())
                .containsEntry("clusterID", "ceph-1")
                .containsEntry("staticVolume", "true")
                .as("the pool of the image, not of the class")
                .containsEntry("pool", "kube");
    }

    @Test
    void otherFieldsOfTheVolumeAreKept() {
        PersistentVolume made = volume(convert(inTree().build()));

        assertThat(made.getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(made.getSpec().getCapacity()).containsEntry("storage", new Quantity("10Gi"));
        assertThat(made.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(made.getSpec().getPersistentVolumeReclaimPolicy()).isEqualTo("Delete");
        assertThat(made.getSpec().getStorageClassName()).isEqualTo("rbd");
        assertThat(made.getSpec().getMountOptions()).containsExactly("noatime");
        assertThat(made.getSpec().getVolumeMode()).isEqualTo("Filesystem");
    }

    /** Otherwise they could not be bound. */
    @Test
    void theVolumeAndTheNewClaimHaveTheSameAttributesClass() {
        Converted converted = convert(inTree().editSpec()
                .withVolumeAttributesClassName("gold")
                .endSpec()
                .build());

        assertThat(volume(converted).getSpec().getVolumeAttributesClassName()).isEqualTo("gold");
        assertThat(Objects.requireNonNull(converted.claim()).getSpec().getVolumeAttributesClassName())
                .isEqualTo("gold");
    }

    @Test
    void theVolumeCanBeBoundToANewClaimAndBelongsToThisProvisioner() {
        Converted converted = convert(inTree().build());

        ObjectReference claim = volume(converted).getSpec().getClaimRef();
        assertThat(claim.getNamespace() + "/" + claim.getName()).isEqualTo("shop/data");
        assertThat(claim.getUid()).isNull();
        assertThat(claim.getResourceVersion()).isNull();
        assertThat(Objects.requireNonNull(converted.claim()).getSpec().getVolumeName())
                .isEqualTo("pvc-1c4f");
        assertThat(converted.claim().getSpec().getResources().getRequests())
                .containsEntry("storage", new Quantity("10Gi"));
        assertThat(volume(converted).getMetadata().getAnnotations())
                .containsEntry("pv.kubernetes.io/provisioned-by", OperationsHarness.PROVISIONER)
                .containsEntry("rbdfunctions.io/pool", "kube")
                .containsEntry("rbdfunctions.io/admin-secret-name", "ceph-admin")
                .as("the class does not set adminId")
                .doesNotContainKey("rbdfunctions.io/admin-id")
                .doesNotContainKey("pv.kubernetes.io/bound-by-controller");
        assertThat(volume(converted).getMetadata().getResourceVersion()).isNull();
    }

    @Test
    void theVolumeIsRetainedBeforeItIsDeleted() {
        var steps = convert(inTree().build()).steps();

        int kept = indexOf(steps, "\"Retain\"");
        int unused = indexOf(steps, "watchers must be empty");
        int claim = indexOf(steps, "kubectl delete pvc -n shop data");
        int volume = indexOf(steps, "kubectl delete pv pvc-1c4f");
        int made = indexOf(steps, "persistentVolume of this answer");
        assertThat(new int[] {unused, kept, claim, volume, made}).isSorted();
        assertThat(steps).allMatch(step -> step.length() < 250);
    }

    @Test
    void aVolumeWithoutAClaimNeedsNoStepsForIt() {
        Converted converted =
                convert(inTree().editSpec().withClaimRef(null).endSpec().build());

        assertThat(converted.claim()).isNull();
        assertThat(converted.steps()).noneMatch(step -> step.contains("pvc -n"));
    }

    @Test
    void aCsiVolumeIsAlreadyConverted() {
        PersistentVolume made = volume(convert(inTree().build()));

        assertThat(convert(made).action()).isEqualTo(Converted.Action.ALREADY_CONVERTED);
    }

    @Test
    void readsTheVolumeByName() {
        api.put(inTree().build());

        Converted converted = done(operations.run(new ConvertRequest(
                new ManifestSource.Named(new ObjectName("pvc-1c4f")),
                request.target().classSource(),
                false,
                false)));

        assertThat(volume(converted).getMetadata().getName()).isEqualTo("pvc-1c4f");
        assertThat(refused(operations.run(new ConvertRequest(
                                new ManifestSource.Named(new ObjectName("other")),
                                request.target().classSource(),
                                false,
                                false)))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void warnsOfMonitorsThatTheClassDoesNotHave() {
        assertThat(convert(inTree().build()).warnings()).isEmpty();
        PersistentVolume elsewhere = inTree().editSpec()
                .editRbd()
                .withMonitors("10.9.9.9:6789")
                .endRbd()
                .endSpec()
                .build();

        assertThat(convert(elsewhere).warnings()).singleElement().asString().contains("10.9.9.9:6789");
    }

    @Test
    void refusesOtherVolumes() {
        PersistentVolume nfs = inTree().editSpec().withRbd(null).endSpec().build();
        PersistentVolume unsafe = inTree().editSpec()
                .editRbd()
                .withImage("a@b")
                .endRbd()
                .endSpec()
                .build();

        assertThat(refusal(nfs).reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal(unsafe).detail()).startsWith("pvc-1c4f: invalid image name");
        request.without("clusterID")
                .without("nodeStageSecretName")
                .without("nodeStageSecretNamespace")
                .parameter("userSecretName", "ceph-user");
        assertThat(refusal(inTree().build()).detail()).contains("clusterID");
    }

    /** The image is in the default namespace. */
    @Test
    void refusesAClusterWithARadosNamespace() {
        request.parameter("radosNamespace", "team");

        assertThat(refusal(inTree().build()).detail()).startsWith("nodes would look for the image in this namespace");
    }

    private static PersistentVolumeBuilder inTree() {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-1c4f")
                .withUid("c01556b4")
                .withResourceVersion("42")
                .withAnnotations(Map.of(
                        "pv.kubernetes.io/provisioned-by", "kubernetes.io/rbd",
                        "pv.kubernetes.io/bound-by-controller", "yes"))
                .withLabels(Map.of("team", "shop"))
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("10Gi")))
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName("rbd")
                .withMountOptions("noatime")
                .withVolumeMode("Filesystem")
                .withNewClaimRef()
                .withNamespace("shop")
                .withName("data")
                .withUid("1c4f")
                .withResourceVersion("41")
                .endClaimRef()
                .withNewRbd()
                .withMonitors("10.0.7.52:6789")
                .withPool("kube")
                .withImage("kubernetes-dynamic-pvc-1c4f")
                .withFsType("xfs")
                .endRbd()
                .endSpec();
    }

    private Converted convert(PersistentVolume volume) {
        return done(operations.run(request(volume)));
    }

    private Refusal refusal(PersistentVolume volume) {
        return refused(operations.run(request(volume)));
    }

    private ConvertRequest request(PersistentVolume volume) {
        return new ConvertRequest(
                new ManifestSource.Given(volume), request.target().classSource(), false, false);
    }

    private static PersistentVolume volume(Converted converted) {
        return Objects.requireNonNull(converted.persistentVolume());
    }

    private static int indexOf(List<String> steps, String text) {
        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at).contains(text)) {
                return at;
            }
        }
        throw new AssertionError("no step contains " + text);
    }
}
