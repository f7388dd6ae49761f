package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.manifest;
import static io.rbdfunctions.operation.Expected.manifestWithout;
import static io.rbdfunctions.operation.Expected.noImage;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static io.rbdfunctions.operation.parity.ParityTable.provision;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;

/** The content of the PersistentVolume (P17 to P24). */
final class ParityOfVolumes {
    private ParityOfVolumes() {}

    static List<ParityRow> rows() {
        return List.of(
                different(
                        "P17",
                        "The image is created before the keyring is checked, and leaks if the keyring is invalid.",
                        "Everything is checked before the image is created.",
                        provision(request -> request.without("userSecretName").parameter("keyring", "keyring")),
                        refused("keyring field must contain a path to a file")
                                .and(ran())
                                .and(noImage())),
                same(
                        "P18",
                        "The volume has an annotation with its creator, and no labels.",
                        provision(RequestBuilder::dryRun),
                        manifest("/metadata/annotations/kubernetes.io~1createdby", "rbd-dynamic-provisioner")
                                .and(manifestWithout("/metadata/labels"))),
                different(
                        "P18",
                        "The controller adds `pv.kubernetes.io/provisioned-by: kubernetes.io/rbd`.",
                        "The annotation names this provisioner, and a finalizer keeps the volume until its image "
                                + "is deleted or retained.",
                        provision(RequestBuilder::dryRun),
                        manifest("/metadata/annotations/pv.kubernetes.io~1provisioned-by", "rbdfunctions.io/rbd")
                                .and(manifest("/metadata/finalizers", "[\"rbdfunctions.io/image\"]"))),
                same(
                        "P19",
                        "userSecretName becomes a secretRef, with userSecretNamespace if given; keyring is then "
                                + "ignored.",
                        provision(request ->
                                request.parameter("keyring", "not even a path").dryRun()),
                        manifest("/spec/rbd/secretRef", "{\"name\":\"ceph-user\"}")
                                .and(manifestWithout("/spec/rbd/keyring"))),
                same(
                        "P19",
                        "Without userSecretName the volume gets the keyring.",
                        provision(request -> request.parameter("userSecretName", "")
                                .parameter("keyring", "/etc/ceph/keyring")
                                .dryRun()),
                        manifest("/spec/rbd/keyring", "/etc/ceph/keyring").and(manifestWithout("/spec/rbd/secretRef"))),
                same(
                        "P19",
                        "keyring must be a path without blanks, `!`, `;` and backticks.",
                        provision(request ->
                                request.without("userSecretName").parameter("keyring", "/etc/ceph;/keyring")),
                        refused("keyring field must contain a path to a file")),
                same(
                        "P20",
                        "A block device has no file system.",
                        provision(request -> request.parameter("fsType", "xfs")
                                .mode(VolumeMode.BLOCK)
                                .dryRun()),
                        manifest("/spec/volumeMode", "Block").and(manifestWithout("/spec/rbd/fsType"))),
                same(
                        "P20",
                        "volumeMode is that of the claim, if any.",
                        provision(RequestBuilder::dryRun),
                        manifestWithout("/spec/volumeMode")),
                same(
                        "P21",
                        "The source has monitors, image, pool and user; fsType has no default and readOnly is "
                                + "not set.",
                        lab -> {
                            lab.request
                                    .parameter("monitors", lab.fill("{v2},{v1}"))
                                    .dryRun();
                            return lab.provision();
                        },
                        manifest(
                                "/spec/rbd",
                                "{\"image\":\"{image}\",\"monitors\":[\"{v2}\",\"{v1}\"],\"pool\":\"{pool}\","
                                        + "\"secretRef\":{\"name\":\"ceph-user\"},\"user\":\"admin\"}")),
                same(
                        "P22",
                        "Reclaim policy and mount options are those of the class, access modes those of the "
                                + "claim; the capacity is in Mi.",
                        lab -> {
                            lab.storageClass("Retain", "discard", "noatime");
                            lab.request
                                    .accessModes("ReadOnlyMany")
                                    .size("1.5Gi")
                                    .mode(VolumeMode.FILESYSTEM)
                                    .dryRun();
                            return lab.provision();
                        },
                        manifest("/spec/persistentVolumeReclaimPolicy", "Retain")
                                .and(manifest("/spec/mountOptions", "[\"discard\",\"noatime\"]"))
                                .and(manifest("/spec/accessModes", "[\"ReadOnlyMany\"]"))
                                .and(manifest("/spec/capacity", "{\"storage\":\"1536Mi\"}"))
                                .and(manifest("/spec/volumeMode", "Filesystem"))
                                .and(manifest("/spec/storageClassName", "rbd"))),
                different(
                        "P22",
                        "Only the class can set reclaim policy and mount options.",
                        "A request can set them too, because it need not come from a claim.",
                        lab -> {
                            lab.storageClass("Retain", "discard");
                            lab.request
                                    .policy(ReclaimPolicy.DELETE)
                                    .mountOptions("ro")
                                    .dryRun();
                            return lab.provision();
                        },
                        manifest("/spec/persistentVolumeReclaimPolicy", "Delete")
                                .and(manifest("/spec/mountOptions", "[\"ro\"]"))),
                same(
                        "P23",
                        "The volume has no node affinity, and the user's Secret is not read.",
                        provision(RequestBuilder::dryRun),
                        manifestWithout("/spec/nodeAffinity")
                                .and(observed -> assertThat(observed.lab().secretsRead)
                                        .containsExactly(ObjectKey.of("kube-system", "ceph-admin")))),
                same(
                        "P24",
                        "The API server sets the default of keyring, even if there is a secretRef.",
                        provision(request -> request.without("adminId").dryRun()),
                        manifestWithout("/spec/rbd/keyring")
                                .and(manifest("/spec/rbd/user", "admin"))
                                .and(manifest("/spec/rbd/pool", "{pool}"))));
    }
}
