package io.rbdfunctions.admission;

import static io.rbdfunctions.admission.ReviewObjects.storageClass;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Objection;
import io.rbdfunctions.process.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    void aGoodClassMayBeMade() {
        assertThat(created(storageClass())).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            monitors      | x y      | parameters.monitors: invalid
            pool          | a/b      | parameters.pool: invalid pool name "a/b"
            imageFormat   | 1        | parameters.imageFormat: ceph imageformat 1 is no longer made
            imageFeatures | striping | parameters.imageFeatures: invalid feature "striping"
            fsTyp         | ext4     | parameters: invalid option "fsTyp" for volume plugin rbd, known options are: monitors
            POOL          | kube     | parameters.pool: option pool is given twice
            minSize       | 1 GB     | parameters.minSize: invalid size
            """)
    void aClassThatTheProvisionerWouldRefuseIsRefused(String key, String value, String message) {
        Verdict verdict = created(storageClass(Map.of(key, value)).build());

        assertThat(objection(verdict).kind()).isEqualTo(Kind.INVALID);
        assertThat(objection(verdict).message()).startsWith(message);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Verdict verdict = created(storageClass(Map.of("pool", "a@b", "imageFormat", "1", "thick", "yes"))
                .build());

        assertThat(objection(verdict).message())
                .contains("parameters: invalid option", "; parameters.pool: ", "; parameters.imageFormat: ");
        assertThat(verdict.notes()).containsEntry("fields", "parameters,parameters.pool,parameters.imageFormat");
    }

    @Test
    void aClassWithoutParametersIsRefused() {
        assertThat(created(storageClass(Map.of()).withParameters(null).build()).isAllowed())
                .isFalse();
    }

    @Test
    void aClassOfAnotherProvisionerMayBeAnything() {
        StorageClass foreign = storageClass(Map.of("pool", "a@b"))
                .withProvisioner("ceph.com/rbd")
                .build();

        assertThat(created(foreign).isAllowed()).isTrue();
    }

    @Test
    void topologiesAreWarnedOf() {
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
    void whereSecretsAreAskedForTheOneOfTheClassMustBeThere() {
        admission.asksForSecrets();

        assertThat(objection(created(storageClass())).message()).contains("kube-system", "ceph-admin", "not found");
    }

    @ParameterizedTest(name = "type {0}, entry {1}")
    @CsvSource({"kubernetes.io/rbd, key, true", "Opaque, userKey, true", "Opaque, key, false"})
    void whereSecretsAreAskedForTheOneOfTheClassMustHoldAKey(String type, String entry, boolean isAllowed) {
        admission
                .asksForSecrets()
                .has(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("kube-system")
                        .withName("ceph-admin")
                        .endMetadata()
                        .withType(type)
                        .addToData(entry, "QVFCbW9yZUJ5dGVzPT0=")
                        .build());

        assertThat(created(storageClass()).isAllowed()).isEqualTo(isAllowed);
    }

    @Test
    void anApiServerThatKeepsTheSecretToItselfIsNoFaultOfTheClass() {
        admission.asksForSecrets().api().refuse("/api/v1/namespaces/kube-system/secrets/ceph-admin", 500);

        Verdict verdict = created(storageClass());

        assertThat(verdict.isAllowed()).isTrue();
        assertThat(verdict.warnings())
                .singleElement()
                .asString()
                .startsWith("the admin Secret could not be looked for");
    }

    @Test
    void whereCephIsAskedAPoolThatIsThereWillDo() {
        hasSecret().asksCeph(_ -> new Result(2, "", NO_IMAGE));

        assertThat(created(storageClass())).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void whereCephIsAskedAPoolThatIsNotThereIsRefused() {
        hasSecret().asksCeph(_ -> new Result(2, "", NO_POOL));

        assertThat(objection(created(storageClass())).message()).contains("make the pool, or name another");
    }

    @Test
    void whereCephIsAskedThePoolOfTheDataMustBeThereToo() {
        hasSecret().asksCeph(command -> new Result(2, "", command.arguments().contains("data") ? NO_POOL : NO_IMAGE));

        assertThat(created(storageClass(Map.of("dataPool", "data")).build()).isAllowed())
                .isFalse();
    }

    @Test
    void aCephThatDoesNotAnswerInTimeIsNoFaultOfTheClass() {
        hasSecret().patience(Duration.ofMillis(500)).asksCeph(_ -> {
            pause();
            return new Result(2, "", NO_IMAGE);
        });
        long start = System.nanoTime();

        Verdict verdict = created(storageClass());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(verdict.isAllowed()).isTrue();
        assertThat(verdict.warnings()).containsExactly("the pool could not be looked for: no answer within 500 ms");
    }

    private TestAdmission hasSecret() {
        return admission.has(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .addToData("key", "QVFCbW9yZUJ5dGVzPT0=")
                .build());
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Verdict created(StorageClass storageClass) {
        return admission.judge(new ObjectChange.ClassCreated(storageClass));
    }

    private static Objection objection(Verdict verdict) {
        return Objects.requireNonNull(verdict.objection());
    }
}
