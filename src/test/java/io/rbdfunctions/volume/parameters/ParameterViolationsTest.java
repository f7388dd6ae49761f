package io.rbdfunctions.volume.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterViolationsTest {
    private static final Map<String, String> GOOD =
            Map.of("monitors", "10.0.7.52:6789", "adminSecretName", "ceph-admin", "userSecretName", "ceph-user");

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', nullValues = "absent", textBlock = """
        monitors                 | absent        | missing Ceph monitors
        monitors                 | ''            | missing Ceph monitors
        monitors                 | 'a, b'        | invalid monitor address in "a, b": give host:port
        pool                     | a/b           | invalid pool name "a/b": use 1 to 128
        adminId                  | client.admin  | invalid Ceph user id "client.admin": use letters
        adminSecretName          | absent        | missing Ceph admin secret name
        adminSecretName          | ''            | missing Ceph admin secret name
        adminSecretName          | Admin         | invalid name "Admin": Kubernetes names are lower case
        adminSecretNamespace     | 'a '          | invalid name "a ": Kubernetes names are lower case
        userId                   | -x            | invalid Ceph user id "-x"
        userSecretName           | absent        | must specify either keyring or user secret name
        userSecretName           | ''            | must specify either keyring or user secret name
        userSecretName           | _             | invalid name "_"
        userSecretNamespace      | _             | invalid name "_"
        imageFormat              | 1             | ceph imageformat 1 is no longer made by Ceph: leave
        imageFormat              | 3             | invalid ceph imageformat "3", expecting 1 or 2
        imageFormat              | ''            | invalid ceph imageformat "", expecting 1 or 2
        imageFormat              | ' 2'          | invalid ceph imageformat " 2", expecting 1 or 2
        imageFeatures            | ''            | invalid feature "", supported features are: layering,
        imageFeatures            | striping      | invalid feature "striping", supported features are: layering,
        imageFeatures            | object-map    | feature object-map requires exclusive-lock to be set
        fsType                   | 'ext4 -x'     | invalid fsType "ext4 -x"
        dataPool                 | -             | invalid pool name "-"
        objectSize               | 4M            | invalid number "4M": give a whole number
        objectSize               | 4097          | invalid objectSize 4097: it must be a power of two
        stripeUnit               | 65536         | stripeUnit and stripeCount go together: give both or none
        stripeCount              | 16            | stripeUnit and stripeCount go together: give both or none
        clusterID                | ''            | invalid clusterID ""
        clusterID                | a b           | invalid clusterID "a b"
        csiDriver                | rbd.csi.ceph.com | csiDriver needs clusterID: it is for CSI volumes only
        nodeStageSecretName      | stage         | nodeStageSecretName needs clusterID: it is for CSI volumes only
        mounter                  | rbd           | mounter needs clusterID: it is for CSI volumes only
        radosNamespace           | team          | radosNamespace needs clusterID: it is for CSI volumes only
        nodeStageSecretNamespace | nodes         | nodeStageSecretNamespace needs clusterID: it is for CSI volumes
        minSize                  | 1GB           | minSize has an invalid size "1GB": GB is not a unit: give 1G or 1Gi
        maxSize                  | 0             | maxSize has an invalid size 0: it must be greater than zero
        imageFeature             | layering      | invalid option "imageFeature" for volume plugin rbd: did you mean imageFeatures?
        provisioner-secret-name  | admin         | invalid option "provisioner-secret-name" for volume plugin rbd: did you mean adminSecretName?
        csi.storage.k8s.io/provisioner-secret | admin | invalid option "csi.storage.k8s.io/provisioner-secret" for volume plugin rbd: did you mean adminSecretName?
        csi.storage.k8s.io/fsType1 | ext4        | invalid option "csi.storage.k8s.io/fsType1" for volume plugin rbd: did you mean fsType?
        fooBar                   | x             | invalid option "fooBar" for volume plugin rbd, known options are: mon
        ''                       | x             | invalid option "" for volume plugin rbd, known options are: monitors
        ' pool'                  | x             | invalid option " pool" for volume plugin rbd
        POOL                     | x             | option pool is given twice
        """)
    void reportsAnInvalidParameter(String key, @Nullable String value, String message) {
        var parameters = new HashMap<>(GOOD);
        if (key.equals("POOL")) {
            parameters.put("pool", "kube");
        }
        parameters.put(key, value == null ? "" : value);
        if (value == null) {
            parameters.remove(key);
        }

        assertThat(violations(parameters))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).startsWith(message));
    }

    @Test
    void listsTheKnownParametersOnce() {
        var parameters = new HashMap<>(GOOD);
        parameters.put("fooBar", "x");
        parameters.put("zone", "x");

        assertThat(violations(parameters))
                .extracting(Violation::field, violation -> violation.message().contains("known options are"))
                .containsExactly(tuple("parameters.fooBar", true), tuple("parameters.zone", false));
    }

    @ParameterizedTest(name = "{0}={1}, {2}={3}")
    @CsvSource({
        "minSize, 2Gi, maxSize, 1Gi, parameters.minSize",
        "stripeUnit, 1000, stripeCount, 2, parameters.stripeUnit",
        "stripeUnit, 100, stripeCount, 2, parameters.stripeUnit",
        "stripeUnit, x, stripeCount, 2, parameters.stripeUnit",
        "stripeUnit, 65536, stripeCount, x, parameters.stripeUnit",
        "stripeUnit, 8388608, stripeCount, 2, parameters.stripeUnit",
        "userSecretName, '', keyring, keyring, parameters.keyring",
        "userSecretName, '', clusterID, ceph, parameters.nodeStageSecretName",
        "csiDriver, csi.example.com, clusterID, ceph, parameters.csiDriver",
        "nodeStageSecretName, _, clusterID, ceph, parameters.nodeStageSecretName",
        "userSecretNamespace, _, clusterID, ceph, parameters.userSecretNamespace"
    })
    void reportsAnInvalidCombination(String key, String value, String other, String otherValue, String field) {
        var parameters = new HashMap<>(GOOD);
        parameters.put(key, value);
        parameters.put(other, otherValue);

        assertThat(violations(parameters)).extracting(Violation::field).containsExactly(field);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        encrypted                | true          | encrypted volumes are not supported: leave encrypted out, or leave
        encrypted                | 1             | encrypted volumes are not supported
        encrypted                | yes           | invalid encrypted "yes": use false, or leave it out
        mounter                  | fuse          | invalid mounter "fuse": use rbd or rbd-nbd
        tryOtherMounters         | maybe         | invalid tryOtherMounters "maybe": use true or false
        cephLogStrategy          | keep          | invalid cephLogStrategy "keep": use remove, compress or preserve
        volumeNamePrefix         | a/b           | invalid name prefix "a/b": use 1 to 59 letters
        snapshotNamePrefix       | -a            | invalid name prefix "-a": use 1 to 59 letters
        radosNamespace           | a/b           | invalid RADOS namespace "a/b": use up to 128
        journalPool              | a/b           | invalid pool name "a/b"
        mapOptions               | aü            | invalid mapOptions "a
        csi.storage.k8s.io/controller-expand-secret-name | a | csi.storage.k8s.io/controller-expand-secret-name and
        csi.storage.k8s.io/provisioner-secret-name       | a | option adminSecretName is given twice
        """)
    void reportsAnInvalidParameterOfCephCsi(String key, String value, String message) {
        var parameters = new HashMap<>(GOOD);
        parameters.put("clusterID", "ceph-1");
        parameters.put(key, value);

        assertThat(violations(parameters))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).startsWith(message));
    }

    /** The in-tree plugin reported one error at a time, in random order (rule P03). */
    @Test
    void reportsAllViolationsInAStableOrder() {
        var wrong = Map.ofEntries(
                Map.entry("zone", "a"),
                Map.entry("Thick", "yes"),
                Map.entry("pool", "a@b"),
                Map.entry("POOL", "c"),
                Map.entry("adminId", "-"),
                Map.entry("imageFormat", "1"),
                Map.entry("imageFeatures", "x"),
                Map.entry("userId", "-"),
                Map.entry("fsType", "-"),
                Map.entry("objectSize", "1"),
                Map.entry("keyring", "x"),
                Map.entry("dataPool", "-"),
                Map.entry("stripeUnit", "1"));

        assertThat(violations(wrong))
                .extracting(Violation::field)
                .containsExactly(
                        "parameters.Thick",
                        "parameters.pool",
                        "parameters.zone",
                        "parameters.monitors",
                        "parameters.adminId",
                        "parameters.adminSecretName",
                        "parameters.imageFormat",
                        "parameters.imageFeatures",
                        "parameters.dataPool",
                        "parameters.objectSize",
                        "parameters.stripeCount",
                        "parameters.keyring",
                        "parameters.userId",
                        "parameters.fsType");
    }

    @Test
    void throwsAllViolationsTogether() {
        var found = new Violations();
        found.throwIfAny();
        found.add("a", "first");
        found.add("b", "second");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(found::throwIfAny)
                .withMessage("first; second")
                .satisfies(thrown -> assertThat(thrown.violations()).hasToString("[a: first, b: second]"));
    }

    private static List<Violation> violations(Map<String, String> parameters) {
        var violations = new Violations();
        ParameterReader.readClass(parameters, violations);
        return violations.all();
    }
}
