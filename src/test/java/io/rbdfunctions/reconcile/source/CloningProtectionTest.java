package io.rbdfunctions.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.support.SecondLane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SecondLane
@SuppressWarnings("NullAway.Init")
class CloningProtectionTest {
    private final TestApi api = new TestApi();
    private PersistentVolumeClaim source;

    @BeforeEach
    void makeSource() {
        source = api.put(SampleObjects.bound()
                .editMetadata()
                .withFinalizers(ClaimView.CLONING_PROTECTION)
                .endMetadata()
                .build());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest(name = "{0} {1} from {2}, across namespaces: {3}")
    @CsvSource({
        "default, Pending, default/PersistentVolumeClaim/data-1, true, true",
        "default, Bound, default/PersistentVolumeClaim/data-1, true, false",
        "default, Pending, default/PersistentVolumeClaim/data-2, true, false",
        "default, Pending, default/VolumeSnapshot/data-1, true, false",
        "default, Pending, nonsense, true, false",
        "lab, Pending, default/PersistentVolumeClaim/data-1, true, true",
        "lab, Pending, lab/PersistentVolumeClaim/data-1, true, false",
        // There are no such clones then, and the claims of one namespace are listed only.
        "lab, Pending, default/PersistentVolumeClaim/data-1, false, false"
    })
    void keepsASourceForTheClaimsThatWait(
            String namespace, String phase, String from, boolean isAcrossNamespaces, boolean isKept) {
        api.put(SampleObjects.claim()
                .editMetadata()
                .withNamespace(namespace)
                .withName("clone")
                .withUid(null)
                .addToAnnotations(ClaimSource.ANNOTATION, from)
                .endMetadata()
                .editStatus()
                .withPhase(phase)
                .endStatus()
                .build());

        boolean isReleased = new CloningProtection(api.claims(), () -> isAcrossNamespaces).releaseSource(source);

        assertThat(isReleased).isEqualTo(!isKept);
        assertThat(new ClaimView(api.claims().find(Names.keyOf(source)).orElseThrow()).isKeptForClones())
                .isEqualTo(isKept);
    }
}
