package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.answer;
import static io.rbdfunctions.operation.Expected.manifest;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static io.rbdfunctions.operation.parity.ParityTable.provision;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;

/** What a claim can request, and the names of its volume and image (P01, P02, P16). */
final class ParityOfClaims {
    private static final String UID = "0f9d6f5a-5b38-4b0c-8d0e-2f8f4a1c7e01";

    private ParityOfClaims() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "P01",
                        "Access modes other than ReadWriteOnce and ReadOnlyMany are rejected.",
                        provision(request -> request.accessModes("ReadWriteOnce", "ReadWriteMany")),
                        refused("invalid AccessModes [ReadWriteOnce ReadWriteMany]: only AccessModes [ReadWriteOnce"
                                        + " ReadOnlyMany] are supported")
                                .and(ran())),
                same(
                        "P01",
                        "A claim may have no access modes.",
                        provision(request -> request.accessModes().dryRun()),
                        manifest("/spec/accessModes", "[\"ReadWriteOnce\",\"ReadOnlyMany\"]")),
                different(
                        "P01",
                        "There are no CSI volumes.",
                        "With `clusterID`, the node plugin's modes are allowed: also ReadWriteOncePod, and "
                                + "ReadWriteMany for block devices.",
                        provision(request -> request.parameter("clusterID", "ceph-1")
                                .accessModes("ReadWriteMany", "ReadWriteOncePod")
                                .mode(VolumeMode.BLOCK)
                                .dryRun()),
                        manifest("/spec/accessModes", "[\"ReadWriteMany\",\"ReadWriteOncePod\"]")),
                same(
                        "P02",
                        "A selector is rejected, even an empty one.",
                        provision(RequestBuilder::selector),
                        refused("claim Selector is not supported").and(ran())),
                different(
                        "P16",
                        "The image is `kubernetes-dynamic-pvc-` and a random UUID, different for each attempt.",
                        "The claim's UID, or one derived from the volume's name, replaces the random UUID, so "
                                + "that a retry finds the image.",
                        lab -> {
                            lab.request.volume(null).claim(UID);
                            lab.provision();
                            return lab.provision();
                        },
                        answer(
                                        Provisioned.class,
                                        provisioned ->
                                                assertThat(provisioned.action()).isEqualTo(Action.ALREADY_THERE))
                                .and(manifest("/spec/rbd/image", "kubernetes-dynamic-pvc-" + UID))),
                same(
                        "P16",
                        "The image of a request without a name has a random UUID.",
                        provision(request -> request.volume(null).dryRun()),
                        answer(
                                Provisioned.class,
                                provisioned -> assertThat(
                                                provisioned.image().name().value())
                                        .matches("kubernetes-dynamic-pvc-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))));
    }
}
