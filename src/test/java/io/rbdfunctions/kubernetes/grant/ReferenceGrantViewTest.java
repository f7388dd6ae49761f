package io.rbdfunctions.kubernetes.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a claim of the namespace shop may refer to VolumeSnapshot nightly. */
class ReferenceGrantViewTest {
    private static final String CLAIMS = "{group: '', kind: PersistentVolumeClaim, namespace: shop}";
    private static final String SNAPSHOTS = "{group: snapshot.storage.k8s.io, kind: VolumeSnapshot}";

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        CLAIMS                                                         | SNAPSHOTS                                                               | true
        CLAIMS                                                         | {group: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly}   | true
        CLAIMS                                                         | {group: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: other}     | false
        CLAIMS                                                         | {group: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: a}, SNAPSHOTS | true
        CLAIMS                                                         | {group: '', kind: PersistentVolumeClaim}                                | false
        CLAIMS                                                         | {group: other, kind: VolumeSnapshot}                                    | false
        CLAIMS                                                         |                                                                         | false
        {kind: PersistentVolumeClaim, namespace: shop}                 | SNAPSHOTS                                                               | true
        {group: '', kind: PersistentVolumeClaim, namespace: lab}       | SNAPSHOTS                                                               | false
        {group: '', kind: PersistentVolumeClaim, namespace: lab}, CLAIMS | SNAPSHOTS                                                             | true
        {group: '', kind: PersistentVolumeClaim}                       | SNAPSHOTS                                                               | false
        {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop} | SNAPSHOTS                                                         | false
        {group: apps, kind: PersistentVolumeClaim, namespace: shop}    | SNAPSHOTS                                                               | false
                                                                       | SNAPSHOTS                                                               | false
        """)
    void allowsWhatItNames(@Nullable String from, @Nullable String to, boolean isAllowed) {
        assertThat(grant(from, to).allowsClaims("shop", "snapshot.storage.k8s.io", "VolumeSnapshot", "nightly"))
                .isEqualTo(isAllowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {group: '', kind: PersistentVolumeClaim}             | true
        {group: '', kind: PersistentVolumeClaim, name: data} | true
        {group: '', kind: PersistentVolumeClaim, name: a}    | false
        SNAPSHOTS                                            | false
        """)
    void allowsClaimsOfTheCoreGroup(String to, boolean isAllowed) {
        assertThat(grant("CLAIMS", to).allowsClaims("shop", "", "PersistentVolumeClaim", "data"))
                .isEqualTo(isAllowed);
    }

    private static ReferenceGrantView grant(@Nullable String from, @Nullable String to) {
        return new ReferenceGrantView(Serialization.unmarshal(
                """
                        apiVersion: gateway.networking.k8s.io/v1beta1
                        kind: ReferenceGrant
                        metadata: {name: a, namespace: backups}
                        spec: {from: [%s], to: [%s]}
                        """.formatted(
                                from == null ? "" : from.replace("CLAIMS", CLAIMS),
                                to == null ? "" : to.replace("SNAPSHOTS", SNAPSHOTS)),
                GenericKubernetesResource.class));
    }
}
