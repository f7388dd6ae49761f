package io.rbdfunctions.function.page;

import static io.rbdfunctions.function.page.SampleReports.NOW;
import static io.rbdfunctions.function.page.SampleReports.NO_ORPHANS;
import static io.rbdfunctions.function.page.SampleReports.healthy;
import static io.rbdfunctions.function.page.SampleReports.page;
import static io.rbdfunctions.function.page.SampleReports.report;
import static io.rbdfunctions.function.page.SampleReports.troubled;
import static io.rbdfunctions.function.page.SampleReports.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.status.FailureEntry;
import io.rbdfunctions.status.RestorableImage;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.status.Trouble;
import io.rbdfunctions.status.VolumeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void aClusterWithoutVolumesHasAPage() {
        assertThat(page(healthy(List.of())))
                .contains("All is well", "<b>0</b><span>volumes, 0 B", "There are no volumes yet")
                .contains("None since this replica started", "1.2.3, as of", "2026-11-24T12:00:00Z")
                .doesNotContain("NOT_FOUND", "{page", "Needs attention", "Sign out", "http-equiv=\"refresh\"");
    }

    @Test
    void showsTheTroubleFirst() {
        String html = page(troubled(volumes(3)));

        assertThat(html)
                .doesNotContain("All is well")
                .containsSubsequence("Needs attention", "Not read:", "<h2 id=\"volumes\">");
        assertThat(html)
                .contains("Image missing", "Volume failed", "Claim pending", "Deletion stuck")
                .contains(
                        "2 h ago <small>2026-11-24T10:00:00Z", "5 min ago", "25 h ago", "(28) No space left on device")
                .contains("kubectl describe pv pvc-2", "kubectl describe pvc -n shop data", "pool ssd: no key");
    }

    @Test
    void showsTheWholeReport() {
        assertThat(page(troubled(volumes(3))))
                .contains("1 to 3 of 3", "<td data-label=\"State\" class=\"Bound\">Bound", "Page 1 of 1")
                .contains("<td data-label=\"Provisioned\" class=\"n\">6 GiB", ">9 TiB<", ">1 TiB<", "90 %", ">unknown<")
                .contains("<a href=\"?namespace=shop#volumes\">shop</a>", "3 Bound")
                .contains("<span>topology.kubernetes.io/zone=a</span>", "<span>kube, ssd</span>", "\"n\">1 TiB<")
                .contains(
                        "class=\"n wait\">0 B<",
                        "class=\"n wait\">unknown<",
                        "<span>all</span>",
                        "\"wide\">the monitors do not answer<")
                .contains(
                        "ProvisioningFailed",
                        "<code>PersistentVolumeClaim shop/data</code>",
                        "no class rbd",
                        "2 min ago")
                .contains("kube/csi.volume.6b23aa07-5d5a-4b8a-a4af-c265031d9c4b (pvc-3)", "lacks csi.volname")
                .contains(
                        "5 GiB",
                        "shop/lost",
                        "post info &#39;{&quot;storageClassName&quot;:&quot;rbd&quot;,&quot;image&quot;:")
                .contains(
                        "8 GiB",
                        "shop/old",
                        "post restore &#39;{&quot;storageClassName&quot;:&quot;rbd&quot;,&quot;trashId&quot;:&quot;1f&quot;}&#39;")
                .contains("in 7 d", "never", "no class has this pool", "<code>2f</code>")
                .contains("3 claims and 2 volumes checked, 1 failed", "1 expanded", "claim shop/a: no class")
                .contains("until their last clone is deleted", "<li>trashed image kube/parent (3f)</li>");
    }

    @Test
    void aVolumeWithoutItsImageIsNotGreen() {
        VolumeEntry volume = new VolumeEntry("pvc-1", "rbd", "kube/img", 1, "Bound", "shop/data", NOW, true);

        assertThat(page(healthy(List.of(volume))))
                .contains("<td data-label=\"State\" class=\"ImageMissing\">ImageMissing")
                .doesNotContain("class=\"Bound\"");
    }

    /** Users choose names and parts of messages, and anyone the query. */
    @Test
    void markupIsEscaped() {
        String hostile = "<script>alert(1)</script>\" onload='x' &";
        VolumeEntry volume = new VolumeEntry(hostile, hostile, hostile, 1, hostile, "a/" + hostile, NOW, false);
        StatusReport report = report(
                List.of(volume),
                NO_ORPHANS,
                List.of(new Trouble(Trouble.Kind.FAILED_VOLUME, hostile, NOW, hostile)),
                List.of(new FailureEntry(hostile, hostile, hostile, hostile, 1)),
                List.of(new RestorableImage(hostile, hostile, hostile, "1f", NOW, null, hostile, 1L, hostile)),
                null);
        StatusQuery query = StatusQuery.of(List.of(Map.entry("q", hostile), Map.entry("namespace", "\"><script>")));

        for (StatusQuery each : List.of(query, StatusQuery.of(List.of()))) {
            assertThat(page(report, each, hostile))
                    .doesNotContain("<script", "' onload", "\" onload")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @Test
    void showsWhatCouldNotBeRead() {
        StatusReport incomplete = new StatusReport(
                NOW,
                "1.2.3",
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                null,
                List.of(),
                List.of(),
                List.of(),
                "list Events: 403",
                null,
                false);

        assertThat(page(incomplete))
                .contains("No trouble found, but not everything could be read")
                .contains("the time was up before all claims", "no time to look for missing images", "list Events: 403")
                .doesNotContain("All is well");
    }

    @Test
    void listsPagesOfVolumes() {
        StatusQuery query =
                StatusQuery.of(List.of(Map.entry("sort", "-size"), Map.entry("page", "2"), Map.entry("refresh", "60")));
        String html = page(healthy(volumes(120)), query, "jane@example.com");

        assertThat(html.split("<td data-label=\"Volume\">", -1)).hasSize(51);
        assertThat(html)
                .contains("51 to 100 of 120", "Page 2 of 3", "aria-sort=\"descending\"")
                .contains("href=\"?sort=-size&amp;refresh=60\" rel=\"prev\"")
                .contains("href=\"?sort=-size&amp;page=3&amp;refresh=60\" rel=\"next\"")
                .contains("href=\"?sort=size&amp;refresh=60\"", "href=\"?sort=claim&amp;refresh=60\"")
                .contains("<meta http-equiv=\"refresh\" content=\"60\">", "href=\"?sort=-size&amp;page=2\">Stop")
                .contains("jane@example.com", "Sign out");
    }

    @Test
    void saysThatNoVolumeMatches() {
        StatusQuery query = StatusQuery.of(List.of(Map.entry("q", "nothing")));

        assertThat(page(healthy(volumes(3)), query, null))
                .contains("No volume matches", "All volumes", "value=\"nothing\"");
    }
}
