package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.admission.AdmissionPolicy;
import io.rbdfunctions.support.admission.CelEvaluator;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.parameters.RandomParameters;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admission policies reject no more than the function would. */
@SecondLane
class PoliciesTest {
    private static final AdmissionPolicy CLASSES = AdmissionPolicy.of("rbd-functions-classes");
    private static final AdmissionPolicy ATTRIBUTES_CLASSES = AdmissionPolicy.of("rbd-functions-attributes-classes");
    private static final AdmissionPolicy SNAPSHOT_CLASSES = AdmissionPolicy.of("rbd-functions-snapshot-classes");
    private static final AdmissionPolicy CLAIMS = AdmissionPolicy.of("rbd-functions-claims");
    private static final AdmissionPolicy VOLUMES = AdmissionPolicy.of("rbd-functions-volumes");

    private static final Map<String, String> GOOD = Map.of(
            "monitors", "10.0.7.52:6789",
            "adminSecretName", "ceph-admin",
            "userSecretName", "ceph-user",
            "imageFeatures", "layering,exclusive-lock");
    private static final Map<String, String> CEPH_CSI = Map.of(
            "clusterID", "ceph-1",
            "pool", "kube",
            "encrypted", "false",
            "csi.storage.k8s.io/provisioner-secret-name", "csi-rbd-secret",
            "csi.storage.k8s.io/provisioner-secret-namespace", "${pvc.namespace}",
            "csi.storage.k8s.io/node-stage-secret-name", "csi-rbd-secret",
            "csi.storage.k8s.io/node-stage-secret-namespace", "default",
            "csi.storage.k8s.io/fstype", "ext4");
    private static final String IN_TREE =
            "{metadata: {name: rbd}, provisioner: rbdfunctions.io/rbd, parameters: {pool: a}}";
    private static final String CSI =
            "{metadata: {name: rbd}, provisioner: rbdfunctions.io/rbd, parameters: {ClusterID: a}}";

    @Test
    void aValidClassIsAllowed() {
        assertThat(ofClass(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "pol, kube, a parameter is unknown or misspelt",
        "MONITORS, a, 'a parameter is given twice, in two spellings'",
        "monitors, '', missing Ceph monitors",
        "adminSecretName, , missing Ceph admin secret name",
        "userSecretName, , 'nothing says which key the nodes use (userSecretName, keyring, or nodeStageSecretName with"
                + " clusterID)'",
        "nodeStageSecretName, a, parameters of CSI volumes need clusterID",
        "csiDriver, rbd.csi.ceph.com, parameters of CSI volumes need clusterID",
        "csi.storage.k8s.io/node-publish-secret-name, a, parameters of CSI volumes need clusterID",
        "mounter, rbd, parameters of CSI volumes need clusterID",
        "stripeUnit, 65536, stripeUnit and stripeCount go together",
        "imageFormat, 1, 'imageFormat must be 2, or left out'",
        "imageFeatures, 'layering, striping', 'imageFeatures must be a list of known features, separated by commas'",
        "dataPool, a/b, pool and dataPool must be names of pools",
        "snapshotSchedule, 0 3 * * *, parameters of CSI volumes need clusterID"
    })
    void eachRuleRejectsAnInvalidClass(String key, @Nullable String value, String message) {
        Map<String, String> parameters = new HashMap<>(GOOD);
        parameters.put(key, value == null ? "" : value);

        assertThat(ofClass(parameters)).containsExactly(message);
        assertThat(violations(parameters).all()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        snapshotSchedule | 0 3 * * *        |
        snapshotSchedule | ' */15 0-6 1,15 jan MON-FRI ' |
        snapshotSchedule | none             |
        snapshotSchedule | ''               |
        snapshotSchedule | daily            | snapshotSchedule must have the five fields of cron, such as "0 3 * * *", or be none
        snapshotSchedule | 0 3 * * * *      | snapshotSchedule must have the five fields of cron, such as "0 3 * * *", or be none
        snapshotSchedule | @daily           | snapshotSchedule must have the five fields of cron, such as "0 3 * * *", or be none
        snapshotKeep     | 7                |
        snapshotKeep     | 7,30d            |
        snapshotKeep     | 36h              |
        snapshotKeep     | all              | snapshotKeep must be a number, an age, or both, such as 7, 30d or 7,30d
        snapshotKeep     | 30d,7            | snapshotKeep must be a number, an age, or both, such as 7, 30d or 7,30d
        """)
    void aScheduleOfAClassHasTheFormOfOne(String key, String value, @Nullable String message) {
        Map<String, String> parameters = new HashMap<>(CEPH_CSI);
        parameters.put(key, value);

        assertThat(ofClass(parameters)).isEqualTo(message == null ? List.of() : List.of(message));
        assertThat(violations(parameters).isEmpty()).isEqualTo(message == null);
    }

    /** Each row is a class with the parameters, as JSON, and the rule that it breaks. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        {pools: 'a,b'}                                             |
        {Pools: ' a , b ', PoolSelection: round-robin, fullRatio: '0.9'} |
        {pools: 'a,b', pool: c}                                    |
        {pools: 'a', fullRatio: '1'}                               |
        {pools: 'a', fullRatio: '.5', poolSelection: ''}           |
        {topologyConstrainedPools: '[{"poolName":"a","domainSegments":[{"domainLabel":"zone","value":"1"}]}]'} |
        {topologyConstrainedPools: '[{"poolName":"a","domainSegments":[{"domainLabel":"zone","value":"1"}]}]', poolSelection: most-free} |
        {topologyConstrainedPools: '[{"poolName":"a","domainSegments":[{"domainLabel":"zone","value":"1"}]}]', pools: a} | pools and topologyConstrainedPools exclude each other
        {topologyConstrainedPools: '{"poolName":"a"}'}             | topologyConstrainedPools must be a JSON list: [{"poolName": "a", "domainSegments": [{"domainLabel": "zone", "value": "1"}]}]
        {topologyConstrainedPools: '[]'}                           | topologyConstrainedPools must be a JSON list: [{"poolName": "a", "domainSegments": [{"domainLabel": "zone", "value": "1"}]}]
        {topologyConstrainedPools: '[{"poolName":"a","domainSegments":[{"value":"1"}]}]'} | topologyConstrainedPools must be a JSON list: [{"poolName": "a", "domainSegments": [{"domainLabel": "zone", "value": "1"}]}]
        {topologyConstrainedPools: '[{"poolName":"a","domainSegments":[{"domainLabel":"z"}]}]'} | topologyConstrainedPools must be a JSON list: [{"poolName": "a", "domainSegments": [{"domainLabel": "zone", "value": "1"}]}]
        {pools: 'a,'}                                              | pools must be names of pools, separated by commas
        {pools: ' '}                                               | pools must be names of pools, separated by commas
        {pools: 'a b'}                                             | pools must be names of pools, separated by commas
        {pools: 'a, a'}                                            | pools must name each pool once
        {pools: a, poolSelection: best}                            | poolSelection must be most-free, round-robin or first-with-room
        {pools: a, fullRatio: '0'}                                 | fullRatio must be a number of more than 0 and at most 1, such as 0.85
        {pools: a, fullRatio: '0.000'}                             | fullRatio must be a number of more than 0 and at most 1, such as 0.85
        {pools: a, fullRatio: '1.1'}                               | fullRatio must be a number of more than 0 and at most 1, such as 0.85
        {pools: a, fullRatio: 85%}                                 | fullRatio must be a number of more than 0 and at most 1, such as 0.85
        {poolSelection: most-free}                                 | poolSelection and fullRatio need pools or topologyConstrainedPools
        {fullRatio: '0.5'}                                         | poolSelection and fullRatio need pools or topologyConstrainedPools
        """)
    void aClassChoosesAmongPools(String more, @Nullable String message) {
        Map<String, String> parameters = new HashMap<>(CEPH_CSI);
        parameters.remove("pool");
        CelEvaluator.value(more).forEach((key, value) -> parameters.put(key, value.toString()));

        assertThat(ofClass(parameters)).isEqualTo(message == null ? List.of() : List.of(message));
        assertThat(violations(parameters).isEmpty()).isEqualTo(message == null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        csi     | rbdfunctions.io/snapshot-schedule: 0 3 * * * |
        csi     | rbdfunctions.io/snapshot-schedule: none      |
        in-tree | rbdfunctions.io/snapshot-schedule: none      |
        in-tree | rbdfunctions.io/snapshot-schedule: 0 3 * * * | scheduled snapshots need a CSI volume: use a class with clusterID
        other   | rbdfunctions.io/snapshot-schedule: daily     |
        csi     | rbdfunctions.io/snapshot-schedule: daily     | rbdfunctions.io/snapshot-schedule must have the five fields of cron, such as "0 3 * * *", or be none
        csi     | rbdfunctions.io/snapshot-schedule: ''        | rbdfunctions.io/snapshot-schedule must have the five fields of cron, such as "0 3 * * *", or be none
        csi     | rbdfunctions.io/snapshot-keep: '7,30d'       |
        csi     | rbdfunctions.io/snapshot-keep: 7w            | rbdfunctions.io/snapshot-keep must be a number, an age, or both, such as 7, 30d or 7,30d
        """)
    void aScheduleOfAClaimHasTheFormOfOne(String kind, String annotation, @Nullable String message) {
        Map<String, Object> claim = CelEvaluator.value(
                "{metadata: {annotations: {%s}}, spec: {storageClassName: rbd}}".formatted(annotation));

        assertThat(CLAIMS.objections(Map.of("object", claim, "params", classOf(kind))))
                .isEqualTo(message == null ? List.of() : List.of(message));
    }

    @Test
    void rejectsWhatWouldMakeAnotherVolume() {
        Map<String, String> parameters = new HashMap<>(CEPH_CSI);
        parameters.put("encrypted", "true");

        assertThat(ofClass(parameters)).containsExactly("encrypted volumes are not supported");
        assertThat(violations(parameters).all()).isNotEmpty();
    }

    @Test
    void aClassOfCephCsiIsAllowed() {
        assertThat(ofClass(CEPH_CSI)).isEmpty();
        assertThat(violations(CEPH_CSI).all()).isEmpty();
    }

    @Test
    void noClassIsRejectedThatTheFunctionAccepts() {
        RandomParameters random = new RandomParameters();
        Set<String> told = new HashSet<>();
        for (int round = 0; round < 10_000; round++) {
            Map<String, String> parameters = random.next();
            List<String> objections = ofClass(parameters);
            told.addAll(objections);
            assertThat(objections.isEmpty() || !violations(parameters).isEmpty())
                    .as("%s: %s", parameters, objections)
                    .isTrue();
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(CLASSES.messages());
    }

    @Test
    void classesOfOtherProvisionersAndWithoutParametersAreTreatedAsByTheFunction() {
        assertThat(CLASSES.objections(Map.of("object", CelEvaluator.value("{provisioner: other}"))))
                .isEmpty();
        assertThat(CLASSES.objections(Map.of("object", CelEvaluator.value("{provisioner: rbdfunctions.io/rbd}"))))
                .contains("missing Ceph monitors");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "maxWriteBps, 104857600,",
        "maxReadIops, 007,",
        "maxReadIops, '',",
        "maxReadIops, 9223372036854775807,",
        "conf_rbd_qos_iops_limit, 1,",
        "conf_rbd_qos_read_bps_burst_seconds, 1,",
        "maxreadiops, 1, is unknown: known are maxReadIops",
        "conf_rbd_cache, 1, is unknown: known are maxReadIops",
        "conf_rbd_qos_iops_limit_, 1, is unknown: known are maxReadIops",
        "maxReadIops, 0, is no whole number",
        "maxReadIops, 1Ki, is no whole number",
        "maxReadIops, ' 1', is no whole number",
        "maxReadIops, ٣, is no whole number",
        "maxReadIops, 92233720368547758070, is no whole number"
    })
    void anAttributesClassMayOnlyHaveKnownParametersAndWholeNumbers(String key, String value, @Nullable String words) {
        List<String> objections = ofAttributesClass("rbdfunctions.io/rbd", Map.of(key, value));

        if (words == null) {
            assertThat(objections).isEmpty();
        } else {
            assertThat(objections).singleElement().asString().contains(words);
        }
        Violations violations = new Violations();
        VolumeAttributes.read(Map.of(key, value), violations);
        assertThat(violations.isEmpty()).isEqualTo(objections.isEmpty());
    }

    @Test
    void attributesClassesOfOtherDriversAreAllowed() {
        assertThat(ofAttributesClass("ebs.csi.aws.com", Map.of("type", "io2"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "snapshotNamePrefix, backup-,",
        "ADMINID, snapper,",
        "snapshotNamePrefix, '',",
        "csi.storage.k8s.io/snapshotter-list-secret-name, a,",
        "csi.storage.k8s.io/snapshotter-secret-name, '${volumesnapshot.name}',",
        "csi.storage.k8s.io/provisioner-secret-name, a, is unknown or misspelt",
        "imageFeatures, layering, is unknown or misspelt",
        "CLUSTERID, c1, is given twice",
        "snapshotNamePrefix, a/b, must be the beginning of an image name"
    })
    void aSnapshotClassMayOnlyHaveKnownParameters(String key, String value, @Nullable String words) {
        Map<String, String> parameters = Map.of("clusterID", "c1", key, value);

        List<String> objections = ofSnapshotClass("rbdfunctions.io/rbd", parameters);

        Violations violations = new Violations();
        SnapshotParameters.check(parameters, violations);
        assertThat(violations.isEmpty()).isEqualTo(words == null);
        if (words == null) {
            assertThat(objections).isEmpty();
        } else {
            assertThat(objections).singleElement().asString().contains(words);
        }
    }

    @Test
    void theSnapshotClassesOfOtherDriversAndAllKnownParametersAreAllowed() {
        assertThat(ofSnapshotClass("rbd.csi.ceph.com", Map.of("other", "a"))).isEmpty();
        assertThat(SnapshotParameters.known())
                .allSatisfy(known -> assertThat(ofSnapshotClass("rbdfunctions.io/rbd", Map.of(known, "a")))
                        .isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
        in-tree | accessModes: [ReadWriteOnce]                            |
        in-tree | accessModes: [ReadOnlyMany, ReadWriteOnce]              |
        in-tree | accessModes: [ReadWriteMany]                            | only AccessModes ReadWriteOnce and ReadOnlyMany are supported
        in-tree | accessModes: [ReadWriteOncePod]                         | only AccessModes ReadWriteOnce and ReadOnlyMany are supported
        csi     | accessModes: [ReadWriteOncePod]                         |
        csi     | accessModes: [ReadWriteMany]                            | ReadWriteMany is for volumeMode Block only
        csi     | accessModes: [ReadWriteMany], volumeMode: Filesystem    | ReadWriteMany is for volumeMode Block only
        csi     | accessModes: [ReadWriteMany], volumeMode: Block         |
        csi     | selector: {}                                            | claim Selector is not supported
        in-tree | dataSource: {kind: VolumeSnapshot, name: a}             | a claim with a data source needs a CSI volume: use a class with clusterID
        in-tree | dataSourceRef: {kind: VolumeSnapshot, name: a}          | a claim with a data source needs a CSI volume: use a class with clusterID
        in-tree | dataSourceRef: {kind: Backup, name: a}                  |
        csi     | dataSource: {kind: PersistentVolumeClaim, name: a}      |
        csi     | dataSourceRef: {kind: VolumeSnapshot, name: a}          |
        in-tree | selector: {}, volumeName: pvc-old                       |
        other   | selector: {}                                            |
        """)
    void aClaimMustMatchItsClass(String kind, String spec, @Nullable String message) {
        Map<String, Object> claim =
                CelEvaluator.value("{metadata: {}, spec: {storageClassName: rbd, %s}}".formatted(spec));

        assertThat(CLAIMS.objections(Map.of("object", claim, "params", classOf(kind))))
                .isEqualTo(message == null ? List.of() : List.of(message));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
        csi     | shop/VolumeSnapshot/a        |                                    |
        csi     | shop/PersistentVolumeClaim/a |                                    |
        other   | shop/Backup/a                |                                    |
        csi     | shop/Backup/a                |                                    | rbdfunctions.io/data-source must be a namespace, a kind and a name, such as shop/VolumeSnapshot/nightly
        csi     | VolumeSnapshot/a             |                                    | rbdfunctions.io/data-source must be a namespace, a kind and a name, such as shop/VolumeSnapshot/nightly
        csi     | shop/VolumeSnapshot/a        | dataSource: {kind: A, name: a}     | rbdfunctions.io/data-source and a data source in the spec exclude each other
        csi     | shop/VolumeSnapshot/a        | dataSourceRef: {kind: A, name: a}  | rbdfunctions.io/data-source and a data source in the spec exclude each other
        in-tree | shop/VolumeSnapshot/a        |                                    | a claim with a data source needs a CSI volume: use a class with clusterID
        """)
    void aClaimMayNameASourceOfAnotherNamespace(
            String kind, String source, @Nullable String spec, @Nullable String message) {
        Map<String, Object> claim = CelEvaluator.value(
                "{metadata: {annotations: {rbdfunctions.io/data-source: %s}}, spec: {storageClassName: rbd, %s}}"
                        .formatted(source, spec == null ? "" : spec));

        assertThat(CLAIMS.objections(Map.of("object", claim, "params", classOf(kind))))
                .isEqualTo(message == null ? List.of() : List.of(message));
    }

    private static Map<String, Object> classOf(String kind) {
        return switch (kind) {
            case "in-tree" -> CelEvaluator.value(IN_TREE);
            case "csi" -> CelEvaluator.value(CSI);
            default -> CelEvaluator.value(IN_TREE.replace("rbdfunctions.io/rbd", "other"));
        };
    }

    @Test
    void theOldAnnotationNamesTheClass() {
        Map<String, Object> claim = CelEvaluator.value("""
                metadata: {annotations: {volume.beta.kubernetes.io/storage-class: rbd}}
                spec: {storageClassName: fast, selector: {}}
                """);

        assertThat(CLAIMS.objections(Map.of("object", claim, "params", CelEvaluator.value(IN_TREE))))
                .containsExactly("claim Selector is not supported");
    }

    @Test
    void aClaimOfAnotherClassIsAllowed() {
        Map<String, Object> claim = CelEvaluator.value("{metadata: {}, spec: {storageClassName: fast, selector: {}}}");
        Map<String, Object> classless = CelEvaluator.value("{metadata: {}, spec: {selector: {}}}");

        assertThat(CLAIMS.objections(Map.of("object", claim, "params", CelEvaluator.value(IN_TREE))))
                .isEmpty();
        assertThat(CLAIMS.objections(Map.of("object", classless, "params", CelEvaluator.value(IN_TREE))))
                .isEmpty();
    }

    @ParameterizedTest(name = "by {0}, {1}, {2}, {3}: {4}")
    @CsvSource({
        "rbdfunctions.io/rbd, Bound, kubernetes.io/pv-protection, '', false",
        "rbdfunctions.io/rbd, Bound, rbdfunctions.io/image, '', true",
        "rbdfunctions.io/rbd, Bound, external-provisioner.volume.kubernetes.io/finalizer, '', true",
        "rbdfunctions.io/rbd, Released, kubernetes.io/pv-protection, '', true",
        "rbdfunctions.io/rbd, Bound, kubernetes.io/pv-protection, 'deletionTimestamp: a,', true",
        "other, Bound, kubernetes.io/pv-protection, '', true"
    })
    void deletionOfABoundVolumeWithoutTheImageFinalizerIsRejected(
            String provisioner, String phase, String finalizer, String more, boolean isAllowed) {
        Map<String, Object> volume = CelEvaluator.value("""
            metadata: {%s finalizers: [%s], annotations: {pv.kubernetes.io/provisioned-by: %s}}
            status: {phase: %s}
            """.formatted(more, finalizer, provisioner, phase));

        assertThat(VOLUMES.objections(Map.of("oldObject", volume)).isEmpty()).isEqualTo(isAllowed);
    }

    private static List<String> ofClass(Map<String, String> parameters) {
        return CLASSES.objections(
                Map.of("object", Map.of("provisioner", "rbdfunctions.io/rbd", "parameters", parameters)));
    }

    private static List<String> ofAttributesClass(String driver, Map<String, String> parameters) {
        return ATTRIBUTES_CLASSES.objections(Map.of("object", Map.of("driverName", driver, "parameters", parameters)));
    }

    private static List<String> ofSnapshotClass(String driver, Map<String, String> parameters) {
        return SNAPSHOT_CLASSES.objections(Map.of("object", Map.of("driver", driver, "parameters", parameters)));
    }

    private static Violations violations(Map<String, String> parameters) {
        Violations violations = new Violations();
        PlacementParameters.checkClass(parameters, violations);
        return violations;
    }
}
