package io.rbdfunctions.function.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.status.ClassUsage;
import io.rbdfunctions.status.FailureEntry;
import io.rbdfunctions.status.NamespaceTotal;
import io.rbdfunctions.status.OrphanImage;
import io.rbdfunctions.status.PoolEntry;
import io.rbdfunctions.status.RestorableImage;
import io.rbdfunctions.status.RoomEntry;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.status.Trouble;
import io.rbdfunctions.status.VolumeEntry;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SweepReport;
import io.rbdfunctions.sweep.Sweeper.FinishedSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Status reports with little and with much in them, and their pages. */
final class SampleReports {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    static final Orphans NO_ORPHANS = new Orphans(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final List<String> NAMESPACES = List.of("shop", "billing-and-invoices-of-the-northern-region", "ml");
    private static final List<String> STATES = List.of("Bound", "Bound", "Bound", "Released", "Failed", "Pending");
    private static final StatusQuery ALL = StatusQuery.of(List.of());

    private SampleReports() {}

    static String page(StatusReport report) {
        return page(report, ALL, null);
    }

    static String page(StatusReport report, StatusQuery query, @Nullable String user) {
        return StatusRoute.render(StatusView.of(report, query, user), new ObjectMapper());
    }

    /** Without trouble. */
    static StatusReport healthy(List<VolumeEntry> volumes) {
        return report(volumes, NO_ORPHANS, List.of(), List.of(), List.of(), null);
    }

    static StatusReport report(
            List<VolumeEntry> volumes,
            @Nullable Orphans orphans,
            List<Trouble> troubles,
            List<FailureEntry> failures,
            List<RestorableImage> trash,
            @Nullable FinishedSweep sweep) {
        long bytes = volumes.stream().mapToLong(VolumeEntry::bytes).sum();
        Map<String, Integer> phases = new TreeMap<>();
        volumes.forEach(volume -> phases.merge(volume.phase(), 1, Integer::sum));
        return new StatusReport(
                NOW,
                "1.2.3",
                troubles,
                0,
                volumes.isEmpty() ? List.of() : List.of(new ClassUsage("rbd", "kube", volumes.size(), bytes, phases)),
                List.of(
                        new PoolEntry(
                                "kube", "10.0.7.52:6789,10.0.7.53:6789", volumes.size(), bytes, 9L << 40, 1L << 40),
                        new PoolEntry("silent", "10.0.7.99:6789", 0, 0, null, null)),
                List.of(
                        new RoomEntry("rbd", "topology.kubernetes.io/zone=a", List.of("kube", "ssd"), 1L << 40, null),
                        new RoomEntry("rbd", "topology.kubernetes.io/zone=b", List.of("hdd"), 0L, null),
                        new RoomEntry("uncounted", "", List.of("new"), null, null),
                        new RoomEntry("silent", "", List.of(), null, "the monitors do not answer")),
                volumes.isEmpty() ? List.of() : List.of(new NamespaceTotal("shop", volumes.size(), bytes)),
                volumes,
                0,
                orphans,
                orphans == null
                        ? List.of()
                        : orphans.images().stream()
                                .map(image -> new OrphanImage(image, "c1", "rbd", 5L << 30, "shop/lost"))
                                .toList(),
                trash,
                failures,
                null,
                sweep,
                true);
    }

    static VolumeEntry volume(int number) {
        String uid = "8c1f0e4e-5d0a-4d2a-9d0e-1d2c3b%06d".formatted(number);
        return new VolumeEntry(
                "pvc-" + uid,
                number % 2 == 0 ? "rbd" : "rbd-fast",
                "kube/csi-vol-" + uid,
                (1L + number % 64) << 30,
                STATES.get(number % STATES.size()),
                NAMESPACES.get(number % NAMESPACES.size()) + "/data-of-a-database-" + number,
                NOW.minus(Duration.ofMinutes(number)),
                false);
    }

    static List<VolumeEntry> volumes(int count) {
        return IntStream.range(0, count).mapToObj(SampleReports::volume).toList();
    }

    /** With something in every part of the page. */
    static StatusReport troubled(List<VolumeEntry> volumes) {
        Orphans orphans = new Orphans(
                List.of("kube/kubernetes-dynamic-pvc-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b"),
                List.of("pvc-2"),
                List.of(),
                List.of("kube/csi.volume.6b23aa07-5d5a-4b8a-a4af-c265031d9c4b (pvc-3)"),
                List.of("pvc-4: the journal lacks csi.volname"),
                List.of("ssd: no key"));
        return report(volumes, orphans, troubles(), List.of(failure("no class rbd")), trash(), sweep());
    }

    private static List<Trouble> troubles() {
        return List.of(
                new Trouble(Trouble.Kind.MISSING_IMAGE, "pvc-2", null, "its image is not in the pool"),
                new Trouble(
                        Trouble.Kind.FAILED_VOLUME,
                        "pvc-7",
                        NOW.minusSeconds(7200),
                        "error getting deleter volume plugin"),
                new Trouble(
                        Trouble.Kind.PENDING_CLAIM,
                        "shop/data",
                        NOW.minusSeconds(300),
                        "rbd create kube/csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b: (28) No space left on device"),
                new Trouble(Trouble.Kind.STUCK_DELETION, "pvc-9", NOW.minusSeconds(90_000), "the image has watchers"));
    }

    static FailureEntry failure(String message) {
        return new FailureEntry(
                "2026-11-24T11:58:00Z", "PersistentVolumeClaim shop/data", "ProvisioningFailed", message, 3);
    }

    static List<RestorableImage> trash() {
        return List.of(
                new RestorableImage(
                        "kube",
                        "c1",
                        "csi-vol-0b0d5a6e-5d5a-4b8a-a4af-c265031d9c4b",
                        "1f",
                        NOW.minusSeconds(3600),
                        NOW.plusSeconds(604_800),
                        "rbd",
                        8L << 30,
                        "shop/old"),
                new RestorableImage("kube", "c1", "img-3", "2f", NOW, null, null, null, null));
    }

    static FinishedSweep sweep() {
        return new FinishedSweep(
                NOW,
                new SweepReport(
                        3,
                        2,
                        Map.of("expanded", 1),
                        List.of("claim shop/a: no class"),
                        1,
                        List.of("trashed image kube/parent (3f)"),
                        NO_ORPHANS,
                        true));
    }
}
