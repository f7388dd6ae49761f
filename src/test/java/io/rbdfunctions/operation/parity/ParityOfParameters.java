package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.manifest;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.Expected.refusedWith;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static io.rbdfunctions.operation.parity.ParityTable.provision;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/** How class parameters are read (P03 to P05, P09, P13 to P15, P25). */
final class ParityOfParameters {
    private ParityOfParameters() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "P03",
                        "Parameter names are case-insensitive.",
                        provision(request -> request.without("userSecretName")
                                .parameter("USERSECRETNAME", "ceph-user")
                                .parameter("FsType", "xfs")
                                .dryRun()),
                        manifest("/spec/rbd/secretRef/name", "ceph-user").and(manifest("/spec/rbd/fsType", "xfs"))),
                different(
                        "P03",
                        "Only one of two wrong parameters is reported, and either of two spellings of a name may "
                                + "be used.",
                        "All errors are reported together in a stable order, including two spellings of a name.",
                        provision(request -> request.parameter("zone", "b")
                                .parameter("POOL", "x")
                                .parameter("imageFormat", "3")),
                        observed -> assertThat(observed.refusal().split("; "))
                                .satisfiesExactly(
                                        first -> assertThat(first).startsWith("option pool is given twice"),
                                        second -> assertThat(second)
                                                .startsWith("invalid option \"zone\" for volume plugin rbd"),
                                        third -> assertThat(third)
                                                .isEqualTo("invalid ceph imageformat \"3\", expecting 1 or 2"))),
                different(
                        "P03",
                        "Values are used as written: a blank in a pool name means another pool, a leading dash "
                                + "an option of rbd.",
                        "Values are used as written, and rejected if they are unsafe in a command: names consist "
                                + "of letters, digits, `_`, `.` and `-`, and do not begin with a dash.",
                        provision(request -> request.parameter("pool", " kube").parameter("adminId", "--help")),
                        refusedWith("invalid pool name \" kube\": use 1 to 128")
                                .and(refusedWith("; invalid Ceph user id \"--help\": use letters"))
                                .and(ran())),
                same(
                        "P04",
                        "monitors, adminId, adminSecretName, adminSecretNamespace, userId, pool, userSecretName,"
                                + " userSecretNamespace, keyring, imageFormat, imageFeatures and fsType are known.",
                        provision(request -> request.parameter("userId", "kube")
                                .parameter("userSecretNamespace", "shop")
                                .parameter("keyring", "/etc/ceph/keyring")
                                .parameter("imageFormat", "2")
                                .parameter("imageFeatures", "layering")
                                .parameter("fsType", "ext4")
                                .dryRun()),
                        manifest(
                                "/spec/rbd",
                                "{\"fsType\":\"ext4\",\"image\":\"{image}\",\"monitors\":[\"{monitors}\"],\"pool\":\"{pool}\","
                                        + "\"secretRef\":{\"name\":\"ceph-user\",\"namespace\":\"shop\"},\"user\":\"kube\"}")),
                different(
                        "P04",
                        "Any other gives `invalid option \"fooBar\" for volume plugin kubernetes.io/rbd`.",
                        "The message names this provisioner and lists the known parameters.",
                        provision(request -> request.parameter("fooBar", "x")),
                        refused(
                                "invalid option \"fooBar\" for volume plugin rbd, known options are: monitors, pool, adminId,"
                                        + " adminSecretName, adminSecretNamespace, userId, userSecretName, userSecretNamespace,"
                                        + " keyring, imageFormat, imageFeatures, fsType, dataPool, objectSize, stripeUnit,"
                                        + " stripeCount, clusterID, csiDriver, nodeStageSecretName, nodeStageSecretNamespace,"
                                        + " trashRetention, minSize, maxSize, snapshotSchedule, snapshotKeep, snapshotClass, pools, poolSelection, fullRatio, and those of ceph-csi")),
                different(
                        "P04",
                        "dataPool, objectSize, stripeUnit, stripeCount, clusterID and nodeStageSecretName/Namespace are"
                                + " unknown.",
                        "They are known, as in similar provisioners. `clusterID` creates a CSI volume.",
                        provision(request -> request.parameter("clusterID", "ceph-1")
                                .parameter("nodeStageSecretName", "stage")
                                .parameter("nodeStageSecretNamespace", "nodes")
                                .parameter("objectSize", "8388608")
                                .parameter("stripeUnit", "65536")
                                .parameter("stripeCount", "16")
                                .dryRun()),
                        manifest("/spec/csi/volumeAttributes/clusterID", "ceph-1")),
                same(
                        "P05",
                        "monitors are separated by commas.",
                        lab -> {
                            lab.request
                                    .parameter("monitors", lab.fill("{v1},{v2}"))
                                    .dryRun();
                            return lab.provision();
                        },
                        manifest("/spec/rbd/monitors", "[\"{v1}\",\"{v2}\"]")),
                different(
                        "P05",
                        "Their syntax is not checked.",
                        "Each must be an address without blanks.",
                        provision(request -> request.parameter("monitors", "10.0.7.52:6789, 10.0.7.53:6789")),
                        refused(
                                        "invalid monitor address in \"10.0.7.52:6789, 10.0.7.53:6789\": give host:port, separated by"
                                                + " commas without blanks, such as 10.0.7.52:6789,10.0.7.53:6789")
                                .and(ran())),
                different(
                        "P05",
                        "`monitors: \"\"` is accepted; rbd then looks for monitors in the DNS.",
                        "It is rejected like a missing one (P13).",
                        provision(request -> request.parameter("monitors", "")),
                        refused("missing Ceph monitors")),
                same(
                        "P09",
                        "adminSecretName is required and must not be empty.",
                        provision(request -> request.parameter("adminSecretName", "")),
                        refused("missing Ceph admin secret name").and(ran())),
                same(
                        "P13",
                        "monitors is required.",
                        provision(request -> request.without("monitors")),
                        refused("missing Ceph monitors").and(ran())),
                same(
                        "P14",
                        "keyring or userSecretName is required.",
                        provision(request -> request.without("userSecretName")),
                        refused("must specify either keyring or user secret name")
                                .and(ran())),
                same(
                        "P15",
                        "adminId defaults to admin, userId to adminId.",
                        provision(request -> request.parameter("adminId", "")
                                .parameter("userId", "")
                                .dryRun()),
                        manifest("/spec/rbd/user", "admin")
                                .and(ran("info {image} {connect monitors first} --format json {end}"))),
                same(
                        "P15",
                        "pool defaults to rbd.",
                        provision(request -> request.parameter("pool", "")),
                        refusedWith("rbd: error opening default pool 'rbd'")
                                .and(refusedWith("; create the pool, or change the pool of the class"))
                                .and(ran("create {image} --size 8 --pool rbd --id admin -m {monitors} --keyfile -"
                                        + " --image-format 2 --image-feature '' --no-progress {end}"))),
                different(
                        "P15",
                        "An empty adminSecretNamespace stays empty, so that the Secret is not found.",
                        "It is `default`, like a missing one.",
                        lab -> {
                            lab.noSecret();
                            lab.request.parameter("adminSecretNamespace", "");
                            return lab.provision();
                        },
                        refused(
                                "failed to get admin secret from [\"default\"/\"ceph-admin\"]: secrets \"ceph-admin\" not found")),
                same(
                        "P25",
                        "A class can have at most 512 parameters and 256 KiB, as in the API server.",
                        provision(
                                asked -> IntStream.range(0, 512).forEach(number -> asked.parameter("x" + number, ""))),
                        refused("too many parameters: at most 512, of 256 KiB together")
                                .and(ran())));
    }
}
