package io.rbdfunctions.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.grant.ReferenceGrants;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.support.SecondLane;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims of the namespace default with sources in the namespace lab. */
@SecondLane
class SourceAccessTest {
    private static final String GRANTS = "/apis/gateway.networking.k8s.io/v1beta1/namespaces/lab/referencegrants";

    private final TestApi api = new TestApi();
    private final SourceAccess access = new SourceAccess(new ReferenceGrants(api.client()), () -> true);
    private final SourceAccess disabled = new SourceAccess(new ReferenceGrants(api.client()), () -> false);

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest(name = "{0}, allowed for {1}, granted to {2} of {3}: {4}")
    @CsvSource({
        // Of its own namespace: nothing to grant.
        "default/VolumeSnapshot/s,           ,                ,         ,                      true",
        "lab/VolumeSnapshot/s,               ,                ,         ,                      false",
        "lab/VolumeSnapshot/s,               default,         ,         ,                      true",
        "lab/VolumeSnapshot/s,               'a, default ,b', ,         ,                      true",
        "lab/VolumeSnapshot/s,               *,               ,         ,                      true",
        "lab/VolumeSnapshot/s,               default2,        ,         ,                      false",
        "lab/VolumeSnapshot/s,               def*,            ,         ,                      false",
        "lab/VolumeSnapshot/s,               '',              ,         ,                      false",
        "lab/VolumeSnapshot/s,               ,                default,  VolumeSnapshot,        true",
        "lab/VolumeSnapshot/s,               ,                other,    VolumeSnapshot,        false",
        "lab/VolumeSnapshot/s,               ,                default,  PersistentVolumeClaim, false",
        "lab/PersistentVolumeClaim/c,        ,                default,  PersistentVolumeClaim, true",
        "lab/PersistentVolumeClaim/c,        ,                default,  VolumeSnapshot,        false",
        "lab/PersistentVolumeClaim/c,        default,         other,    VolumeSnapshot,        true"
    })
    void theNamespaceOfTheSourceGrantsIt(
            String source, @Nullable String allowed, @Nullable String to, @Nullable String kind, boolean isGranted) {
        if (to != null) {
            grant(to, Objects.requireNonNull(kind));
        }

        RefusedException refused = refusalOf(() -> access.requireGranted(
                claim(source), ClaimSource.only(claim(source)).orElseThrow(), Optional.ofNullable(allowed)));

        if (isGranted) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.DENIED);
        }
    }

    @Test
    void saysWhatToCreateAndNotWhetherTheSourceExists() {
        ClaimSource source = ClaimSource.only(claim("lab/VolumeSnapshot/s")).orElseThrow();

        assertThat(refusalOf(() -> access.requireGranted(claim("lab/VolumeSnapshot/s"), source, Optional.empty())))
                .hasMessage(
                        "VolumeSnapshot lab/s does not exist, or may not be used by namespace default: create a ReferenceGrant in namespace lab, or annotate the source with rbdfunctions.io/allow-clones-from=default");
    }

    /** The mock serves every kind. */
    @ParameterizedTest
    @CsvSource({"404, does not exist", "403, apply k8s/clones-across-namespaces"})
    void aClusterMayHaveNoGrants(int code, String message) {
        api.refuse(GRANTS, code);
        ClaimSource source = ClaimSource.only(claim("lab/VolumeSnapshot/s")).orElseThrow();

        assertThat(refusalOf(() -> access.requireGranted(claim("lab/VolumeSnapshot/s"), source, Optional.empty())))
                .hasMessageContaining(message);
        assertThatCode(() -> access.requireGranted(claim("lab/VolumeSnapshot/s"), source, Optional.of("default")))
                .doesNotThrowAnyException();
    }

    @Test
    void failsIfTheApiServerDoes() {
        api.refuse(GRANTS, 503);
        ClaimSource source = ClaimSource.only(claim("lab/VolumeSnapshot/s")).orElseThrow();

        assertThat(catchThrowableOfType(
                        ApiException.class,
                        () -> access.requireGranted(claim("lab/VolumeSnapshot/s"), source, Optional.empty())))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"lab/VolumeSnapshot/s", "default/VolumeSnapshot/s"})
    void anAnnotationIsNeverIgnored(String source) {
        ClaimSource named = ClaimSource.only(claim(source)).orElseThrow();

        assertThat(refusalOf(() -> disabled.requireEnabled(claim(source), named)))
                .hasMessageContaining("rbd-functions.clones.across-namespaces");
        assertThatCode(() -> access.requireEnabled(claim(source), named)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"default, true", "lab, false"})
    void fieldsNameSourcesOfTheNamespaceOnly(String namespace, boolean isAllowed) {
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder(
                        SampleObjects.claim().build())
                .editSpec()
                .withNewDataSourceRef("snapshot.storage.k8s.io", "VolumeSnapshot", "s", namespace)
                .endSpec()
                .build();
        ClaimSource named = ClaimSource.only(claim).orElseThrow();

        assertThat(refusalOf(() -> disabled.requireEnabled(claim, named)) == null)
                .isEqualTo(isAllowed);
    }

    private static PersistentVolumeClaim claim(String source) {
        return SampleObjects.claim()
                .editMetadata()
                .addToAnnotations(ClaimSource.ANNOTATION, source)
                .endMetadata()
                .build();
    }

    private void grant(String namespace, String kind) {
        String group = kind.equals("VolumeSnapshot") ? "snapshot.storage.k8s.io" : "''";
        api.client()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("gateway.networking.k8s.io")
                        .withVersion("v1beta1")
                        .withKind("ReferenceGrant")
                        .withPlural("referencegrants")
                        .withNamespaced(true)
                        .build())
                .inNamespace("lab")
                .resource(
                        Serialization.unmarshal("""
                        apiVersion: gateway.networking.k8s.io/v1beta1
                        kind: ReferenceGrant
                        metadata: {name: clones, namespace: lab}
                        spec:
                          from: [{group: '', kind: PersistentVolumeClaim, namespace: %s}]
                          to: [{group: %s, kind: %s}]
                        """.formatted(namespace, group, kind), GenericKubernetesResource.class))
                .create();
    }

    private static RefusedException refusalOf(ThrowingCallable check) {
        return catchThrowableOfType(RefusedException.class, check);
    }
}
