package io.rbdfunctions.admission;

import static io.rbdfunctions.admission.ReviewObjects.storageClass;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Rejection;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassReviewTest {
    private static final String NO_POOL = "rbd: error opening pool 'kube': (2) No such file or directory\n";
    private static final String NO_IMAGE = "rbd: error opening image x: (2) No such file or directory\n";

    private final TestAdmission admission = new TestAdmission();

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void acceptsValidClass() {
        assertThat(created(storageClass())).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            monitors      | x y      | parameters.monitors: invalid
            pool          | a/b      | parameters.pool: invalid pool name "a/b"
            imageFormat   | 1        | parameters.imageFormat: ceph imageformat 1 is no longer made
            imageFeatures | striping | parameters.imageFeatures: invalid feature "striping"
            fsTyp         | ext4     | parameters.fsTyp: invalid option "fsTyp" for volume plugin rbd: did you mean fsType?
            POOL          | kube     | parameters.pool: option pool is given twice
            minSize       | 1 GB     | parameters.minSize: minSize has an invalid size
            snapshotKeep  | 7        | parameters.snapshotKeep: snapshotKeep needs clusterID: it is for CSI volumes only
            """)
    void rejectsClassThatTheProvisionerWouldRefuse(String key, String value, String message) {
        Verdict verdict = created(storageClass(Map.of(key, value)).build());

        assertThat(rejection(verdict).kind()).isEqualTo(Kind.INVALID);
        assertThat(rejection(verdict).message()).startsWith(message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 3 * * *  |
            none       |
            daily      | parameters.snapshotSchedule: invalid snapshot schedule "daily": it does not have five fields
            0 3 0 * *  | parameters.snapshotSchedule: invalid snapshot schedule "0 3 0 * *": Failed to parse cron expression. Value 0 not in range [1, 31]
            0 3 30 2 * | parameters.snapshotSchedule: invalid snapshot schedule "0 3 30 2 *": the day never comes
            """)
    void reviewsTheScheduleOfSnapshots(String schedule, @Nullable String message) {
        Verdict verdict = created(storageClass(
                        Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node", "snapshotSchedule", schedule))
                .build());

        assertThat(verdict.isAllowed()).isEqualTo(message == null);
        if (message != null) {
            assertThat(rejection(verdict).message()).startsWith(message).doesNotContain("; parameters");
        }
    }

    @Test
    void reportsAllViolationsAtOnce() {
        Verdict verdict = created(storageClass(Map.of("pool", "a@b", "imageFormat", "1", "thick", "yes"))
                .build());

        assertThat(rejection(verdict).message())
                .contains("parameters.thick: invalid option", "; parameters.pool: ", "; parameters.imageFormat: ");
        assertThat(verdict.auditAnnotations())
                .containsEntry("fields", "parameters.thick,parameters.pool,parameters.imageFormat");
    }

    @Test
    void rejectsClassWithoutParameters() {
        assertThat(created(storageClass(Map.of()).withParameters(null).build()).isAllowed())
                .isFalse();
    }

    @Test
    void ignoresClassOfAnotherProvisioner() {
        StorageClass foreign = storageClass(Map.of("pool", "a@b"))
                .withProvisioner("ceph.com/rbd")
                .build();

        assertThat(created(foreign).isAllowed()).isTrue();
    }

    @Test
    void takesTopologiesOfConstrainedPools() {
        StorageClass zoned = storageClass(
                        Map.of("clusterID", "c1", "nodeStageSecretName", "stage", "topologyConstrainedPools", """
                        [{"poolName":"a","domainSegments":[{"domainLabel":"zone","value":"1"}]}]"""))
                .withAllowedTopologies(new TopologySelectorTerm())
                .build();

        assertThat(created(zoned).isAllowed()).isTrue();
        assertThat(created(zoned).warnings()).isEmpty();
    }

    @Test
    void warnsAboutTopologies() {
        StorageClass zoned = new StorageClassBuilder(storageClass())
                .withAllowedTopologies(new TopologySelectorTerm())
                .build();

        assertThat(created(zoned).warnings())
                .singleElement()
                .asString()
                .contains("allowedTopologies")
                .hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void rejectsClassWhoseSecretDoesNotExist() {
        admission.checksSecrets();

        assertThat(rejection(created(storageClass())).message()).contains("kube-system", "ceph-admin", "not found");
    }

    @ParameterizedTest(name = "type {0}, entry {1}")
    @CsvSource({"kubernetes.io/rbd, key, true", "Opaque, userKey, true", "Opaque, key, false"})
    void rejectsClassWhoseSecretHoldsNoKey(String type, String entry, boolean isAllowed) {
        admission
                .checksSecrets()
                .has(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("kube-system")
                        .withName("ceph-admin")
                        .endMetadata()
                        .withType(type)
                        .addToData(entry, "QVFDT2QwQmpBQUFBQUJBQUpzR2NYcTBiUFVTck1HWG5XVS91b0E9PQ==")
                        .build());

        assertThat(created(storageClass()).isAllowed()).isEqualTo(isAllowed);
    }

    @Test
    void onlyWarnsIfTheSecretCannotBeRead() {
        admission.checksSecrets().api().refuse("/api/v1/namespaces/kube-system/secrets/ceph-admin", 500);

        Verdict verdict = created(storageClass());

        assertThat(verdict.isAllowed()).isTrue();
        assertThat(verdict.warnings()).singleElement().asString().startsWith("the admin Secret could not be checked");
    }

    @Test
    void acceptsClassWhosePoolExists() {
        hasSecret().checksCeph(_ -> new Result(2, "", NO_IMAGE));

        assertThat(created(storageClass())).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void rejectsClassWhosePoolDoesNotExist() {
        hasSecret().checksCeph(_ -> new Result(2, "", NO_POOL));

        assertThat(rejection(created(storageClass())).message()).contains("create the pool, or change");
    }

    @Test
    void rejectsClassWhoseDataPoolDoesNotExist() {
        hasSecret().checksCeph(command -> new Result(2, "", command.arguments().contains("data") ? NO_POOL : NO_IMAGE));

        assertThat(created(storageClass(Map.of("dataPool", "data")).build()).isAllowed())
                .isFalse();
    }

    /** The namespace need not exist in the data pool. */
    @Test
    void checksANamespaceInThePoolOnly() {
        Map<String, String> inTeam =
                Map.of("clusterID", "c1", "nodeStageSecretName", "node", "radosNamespace", "team", "dataPool", "data");
        hasSecret().checksCeph(command -> new Result(2, "", isInTeam(command) ? NO_IMAGE : NO_POOL));
        assertThat(created(storageClass(inTeam).build()).isAllowed()).isTrue();

        admission.checksCeph(_ -> new Result(2, "", "rbd: namespace 'team' does not exist.\n"));
        assertThat(rejection(created(storageClass(inTeam).build())).message())
                .contains("create it with: rbd namespace create kube/team");
    }

    private static boolean isInTeam(Command command) {
        return command.arguments().containsAll(List.of("kube", "--namespace", "team"));
    }

    @Test
    void onlyWarnsIfCephDoesNotAnswerInTime() {
        var answered = new CountDownLatch(1);
        hasSecret().timeout(Duration.ofMillis(500)).checksCeph(_ -> {
            await(answered);
            return new Result(2, "", NO_IMAGE);
        });

        Verdict verdict = created(storageClass());

        answered.countDown();
        assertThat(verdict.isAllowed()).isTrue();
        assertThat(verdict.warnings()).containsExactly("the pool could not be checked: no answer within 500 ms");
    }

    private TestAdmission hasSecret() {
        return admission.has(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .addToData("key", "QVFDT2QwQmpBQUFBQUJBQUpzR2NYcTBiUFVTck1HWG5XVS91b0E9PQ==")
                .build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Verdict created(StorageClass storageClass) {
        return admission.review(new ObjectChange.ClassCreated(storageClass));
    }

    private static Rejection rejection(Verdict verdict) {
        return Objects.requireNonNull(verdict.rejection());
    }
}
