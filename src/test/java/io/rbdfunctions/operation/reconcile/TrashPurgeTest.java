package io.rbdfunctions.operation.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.command.TrashedImage;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deleted for good without anybody asking for it by name. */
class TrashPurgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest(name = "{0}, deleted {1} s and expired {2} s ago: {3}")
    @CsvSource({
        "kubernetes-dynamic-pvc-1c4f, 600, 60, true",
        "kubernetes-dynamic-pvc-1c4f, 600, 1, true",
        // Ceph's clock may be a fraction of a second from it yet.
        "kubernetes-dynamic-pvc-1c4f, 600, 0, false",
        "kubernetes-dynamic-pvc-1c4f, 600, -60, false",
        // By hand: no expiry was stated.
        "kubernetes-dynamic-pvc-1c4f, 600, 600, false",
        "data, 600, 60, false",
        "csi-vol-kubernetes-dynamic-pvc-1c4f, 600, 60, false"
    })
    void onlyWhatIsOursAndHasOutlivedAStatedExpiry(String name, long deleted, long expired, boolean isPurged) {
        TrashedImage image = new TrashedImage("1", name, NOW.minusSeconds(deleted), NOW.minusSeconds(expired));

        assertThat(TrashPurge.isToBePurged(image, NOW)).isEqualTo(isPurged);
    }
}
