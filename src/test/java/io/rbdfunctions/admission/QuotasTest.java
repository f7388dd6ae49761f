package io.rbdfunctions.admission;

import static io.rbdfunctions.admission.ReviewObjects.claim;
import static io.rbdfunctions.admission.ReviewObjects.inPhase;
import static io.rbdfunctions.admission.ReviewObjects.namespace;
import static io.rbdfunctions.admission.ReviewObjects.pending;
import static io.rbdfunctions.admission.ReviewObjects.storageClass;
import static io.rbdfunctions.admission.ReviewObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Rejection;
import io.rbdfunctions.operation.outcome.TryAgainException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotasTest {
    private final TestAdmission admission = new TestAdmission().has(storageClass());

    @AfterEach
    void close() {
        admission.close();
    }

    @ParameterizedTest(name = "{0} into {1}: {2}")
    @CsvSource({
        "1Gi, rbd=1Gi, true",
        "1025Mi, rbd=1Gi, false",
        "1Gi, 'fast=1Mi, rbd = 2Gi', true",
        "1Gi, fast=1Mi, true",
        "1, rbd=0, false",
        "4Ei, rbd=7Ei, true"
    })
    void enforcesQuotaOfAnEmptyNamespace(String size, String quota, boolean isAllowed) {
        hasQuota(quota);

        assertThat(created(size).isAllowed()).isEqualTo(isAllowed);
    }

    @Test
    void doesNotLimitNamespaceWithoutQuota() {
        admission.has(namespace(Map.of()));

        assertThat(created("4Ei").isAllowed()).isTrue();
    }

    @Test
    void cachesQuotaUntilItRejectsAClaim() {
        try (TestAdmission cached = new TestAdmission(Duration.ofHours(1))) {
            cached.has(storageClass(), namespace(Map.of(Quotas.ANNOTATION, "rbd=1Gi")));
            assertThat(created(cached, "1Gi").isAllowed()).isTrue();
            cached.api().replace(namespace(Map.of(Quotas.ANNOTATION, "rbd=3Gi")));
            assertThat(created(cached, "2Gi").isAllowed()).isFalse();
            assertThat(created(cached, "2Gi").isAllowed()).isTrue();
        }
    }

    @Test
    void countsVolumesPendingClaimsAndPendingExpansions() {
        hasQuota("rbd=10Gi");
        admission
                .hasBound("a", "1Gi", "1Gi")
                .hasBound("b", "1Gi", "3Gi")
                .has(pending("c", "2Gi"), inPhase(volume("gone", "2Gi"), "Released"));

        assertThat(created("2Gi").isAllowed()).isTrue();
        assertThat(created("2049Mi").auditAnnotations()).containsEntry("quota", "10241Mi of 10240Mi");
        assertThat(rejection(created("2049Mi")))
                .isEqualTo(new Rejection(
                        Kind.OVER_QUOTA,
                        "with this claim namespace shop would use 10241Mi of 10240Mi of class rbd"
                                + " (annotation rbdfunctions.io/quota)"));
    }

    @Test
    void doesNotCountOtherNamespacesAndClasses() {
        hasQuota("rbd=1Gi");
        PersistentVolume elsewhere = volume("a", "1Gi")
                .editSpec()
                .editClaimRef()
                .withNamespace("other")
                .endClaimRef()
                .endSpec()
                .build();
        PersistentVolume faster = volume("b", "1Gi")
                .editSpec()
                .withStorageClassName("fast")
                .endSpec()
                .build();
        PersistentVolume unclaimed =
                volume("c", "1Gi").editSpec().withClaimRef(null).endSpec().build();
        admission.has(elsewhere, faster, unclaimed);

        assertThat(created("1Gi").isAllowed()).isTrue();
    }

    @ParameterizedTest(name = "to {0}: {1}")
    @CsvSource({"3Gi, true", "4Gi, false"})
    void countsOnlyWhatAnExpansionAdds(String size, boolean isAllowed) {
        hasQuota("rbd=5Gi");
        admission.hasBound("a", "2Gi", "2Gi").hasBound("b", "2Gi", "2Gi");

        ObjectChange expansion = new ObjectChange.ClaimUpdated(
                admission.requesting("a", "2Gi"), admission.requesting("a", size), new UserInfo());

        assertThat(admission.review(expansion).isAllowed()).isEqualTo(isAllowed);
    }

    @Test
    void allowsReducingAFailedExpansionInAFullNamespace() {
        hasQuota("rbd=1Gi");
        admission.hasBound("a", "2Gi", "5Gi");

        ObjectChange reduction = new ObjectChange.ClaimUpdated(
                admission.requesting("a", "5Gi"), admission.requesting("a", "3Gi"), new UserInfo());

        assertThat(admission.review(reduction).isAllowed()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "rbd", "rbd=", "=1Gi", "rbd=1Gi,", "rbd=1Gb", "rbd=1Gi,rbd=2Gi", "rbd=1=2", "rbd=-1Gi"})
    void rejectsClaimsOfANamespaceWithAnInvalidQuota(String quota) {
        hasQuota(quota);

        assertThat(rejection(created("1Gi")).message())
                .startsWith("invalid annotation rbdfunctions.io/quota of namespace shop: ");
    }

    @Test
    void failsIfThereAreTooManyVolumesToAddUpInTime() {
        hasQuota("rbd=1Gi");
        admission.advancesClockBy(Duration.ofSeconds(15));

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> created("1Gi"))
                .withMessageContaining("too many");
    }

    private void hasQuota(String quota) {
        admission.has(namespace(Map.of("rbdfunctions.io/quota", quota)));
    }

    private Verdict created(String size) {
        return created(admission, size);
    }

    private static Verdict created(TestAdmission admission, String size) {
        return admission.review(new ObjectChange.ClaimCreated(claim(size).build(), new UserInfo()));
    }

    private static Rejection rejection(Verdict verdict) {
        return Objects.requireNonNull(verdict.rejection());
    }
}
