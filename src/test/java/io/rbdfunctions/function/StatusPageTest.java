package io.rbdfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.kubernetes.event.EventReader.WarningEvent;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.status.StatusReport.ClassUsage;
import io.rbdfunctions.status.StatusReport.Trashed;
import io.rbdfunctions.status.StatusReport.VolumeEntry;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SweepReport;
import io.rbdfunctions.sweep.Sweeper.FinishedSweep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Orphans NONE = new Orphans(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    private static final SweepReport SWEPT = new SweepReport(
            3,
            2,
            Map.of("expanded", 1),
            List.of("claim shop/a: no class"),
            1,
            List.of("trashed image kube/parent (3f)"),
            NONE,
            true);

    @Test
    void aClusterWithoutVolumesHasAPage() {
        assertThat(page(report(NONE, List.of(), null)))
                .contains("0</b><span>volumes, 0 B", "There are no volumes yet", "None since this replica started")
                .contains("as of 2026-11-24T12:00:00Z")
                .doesNotContain("time was up", "NOT_FOUND", "{status");
    }

    @Test
    void showsTheWholeReport() {
        Orphans orphans = new Orphans(
                List.of("kube/lost"),
                List.of("pvc-2"),
                List.of(),
                List.of("kube/csi.volume.1 (pvc-3)"),
                List.of("pvc-4: the journal lacks csi.volname"),
                List.of("ssd: no key"));
        assertThat(page(report(orphans, List.of(failure("no class rbd")), new FinishedSweep(NOW, SWEPT))))
                .contains(
                        "<span>volumes, 3 GiB",
                        "<td>rbd</td><td>kube</td>",
                        "<td class=\"n\">3 GiB</td>",
                        "1 Bound</span>, <span class=\"Failed\">1 Failed")
                .contains("<code>kube/lost</code>", "<code>pvc-2</code>", "ssd: no key")
                .contains("<code>kube/csi.volume.1 (pvc-3)</code>", "<code>pvc-4: the journal lacks csi.volname</code>")
                .contains("ProvisioningFailed", "<code>PersistentVolumeClaim shop/data</code>", "no class rbd")
                .contains("{\"trashId\":\"1f\"", "\"storageClassName\":\"rbd\"}")
                .contains("never", "2026-12-01T12:00:00Z")
                .contains("3 claims and 2 volumes checked, 1 failed", "1 expanded", "claim shop/a: no class")
                .contains("until their last clone is deleted", "<li>trashed image kube/parent (3f)</li>");
    }

    /** Users choose names and parts of messages. */
    @Test
    void markupIsEscaped() {
        WarningEvent hostile = failure("<script>alert(1)</script>\" onload='x' &");
        String html = page(report(NONE, List.of(hostile), null));

        assertThat(html).doesNotContain("<script", "' onload").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void showsWhatCouldNotBeRead() {
        StatusReport incomplete = new StatusReport(
                NOW, List.of(), List.of(), 7, null, List.of(), List.of(), "list Events: 403", null, false);
        assertThat(page(incomplete))
                .contains("the time was up", "There was no time to search", "list Events: 403", "7 more");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1073741824, 1 GiB",
        "1610612736, 1.5 GiB",
        "11274289152, 11 GiB",
        "9223372036854775807, 8 EiB"
    })
    void formatsSizes(long bytes, String text) {
        assertThat(StatusReport.capacity(bytes)).isEqualTo(text);
    }

    private String page(StatusReport statusReport) {
        return StatusPage.render(statusReport, new ObjectMapper());
    }

    private static WarningEvent failure(String message) {
        return new WarningEvent(
                "2026-11-24T12:00:00Z", "PersistentVolumeClaim shop/data", "ProvisioningFailed", message, 3);
    }

    private static StatusReport report(Orphans orphans, List<WarningEvent> failures, @Nullable FinishedSweep sweep) {
        boolean isEmpty = failures.isEmpty();
        return new StatusReport(
                NOW,
                isEmpty
                        ? List.of()
                        : List.of(new ClassUsage(
                                "rbd", "kube", 2, 3L << 30, new TreeMap<>(Map.of("Bound", 1, "Failed", 1)))),
                isEmpty
                        ? List.of()
                        : List.of(new VolumeEntry("pvc-1", "rbd", "kube/img-1", 1L << 30, "Bound", "shop/data")),
                0,
                orphans,
                isEmpty
                        ? List.of()
                        : List.of(
                                new Trashed("kube", "img-2", "1f", NOW, NOW.plusSeconds(604_800), "rbd"),
                                new Trashed("kube", "img-3", "2f", NOW, null, null)),
                failures,
                null,
                sweep,
                true);
    }
}
