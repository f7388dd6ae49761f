package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.support.ceph.CephCluster;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * From the creation of a VolumeAttachment until it is attached: by event, by the watch, and by a plain client for comparison,
 * which is the share of the mock API server. The function of the events is running, as after a cold start.
 */
final class AttachBench {
    private static final String DRIVER = "rbd.csi.ceph.com";
    private static final String SETTING = "rbd-functions.attacher.drivers=" + DRIVER;
    private static final int SERIAL = 200;
    private static final int AT_ONCE = 100;
    private static final int WARM_UP = 300;
    /** As many as the Service of the manifests accepts in one pod. */
    private static final int CONCURRENCY = 16;

    private final MarkdownTable table = new MarkdownTable(
            "VolumeAttachments, milliseconds from creation to attached, median / 99th percentile",
            "attached by",
            "one after the other",
            "%d at once".formatted(AT_ONCE));
    private final KubernetesClient client;

    private AttachBench(KubernetesClient client) {
        this.client = client;
    }

    static void run() {
        try (CephCluster ceph = CephCluster.fresh();
                BenchApiServer api = new BenchApiServer()) {
            AttachBench bench = new AttachBench(api.client());
            bench.measure("plain client", bench::attach);
            try (BenchFunction function = new BenchFunction(ceph, "attach-event", api.settings(SETTING))) {
                bench.measure("event", attachment -> deliver(function, attachment));
            }
            try (BenchFunction function = BenchFunction.watching(ceph, "attach-watch", api.settings(SETTING))) {
                function.get("/q/health/ready");
                bench.measure("watch", _ -> {});
            }
        }
    }

    /** @param tell is called with each new attachment */
    private void measure(String way, Consumer<VolumeAttachment> tell) {
        burst(WARM_UP, tell);
        Timings serial = serial(tell);
        Timings burst = burst(AT_ONCE, tell);
        table.add(way, cell(serial), cell(burst));
    }

    private Timings serial(Consumer<VolumeAttachment> tell) {
        try (AttachmentTimer timer = new AttachmentTimer(client)) {
            unsaved(SERIAL).forEach(attachment -> {
                tell.accept(timer.create(attachment));
                timer.await(1);
            });
            return timer.timings();
        }
    }

    private Timings burst(int count, Consumer<VolumeAttachment> tell) {
        try (AttachmentTimer timer = new AttachmentTimer(client)) {
            List<VolumeAttachment> created = unsaved(count).map(timer::create).toList();
            WorkerThreads.forEach(CONCURRENCY, created, tell);
            timer.await(count);
            return timer.timings();
        }
    }

    private void attach(VolumeAttachment attachment) {
        client.resource(attachment)
                .editStatus(current -> new VolumeAttachmentBuilder(current)
                        .editOrNewStatus()
                        .withAttached(true)
                        .endStatus()
                        .build());
    }

    private static void deliver(BenchFunction function, VolumeAttachment attachment) {
        function.post(
                "/",
                Serialization.asJson(attachment),
                "Ce-Id: " + UUID.randomUUID(),
                "Ce-Specversion: 1.0",
                "Ce-Source: https://127.0.0.1:6443",
                "Ce-Type: dev.knative.apiserver.resource.add",
                "Ce-Kind: VolumeAttachment");
    }

    private static Stream<VolumeAttachment> unsaved(int count) {
        return Stream.generate(() -> SampleObjects.attachment(DRIVER, "pvc-" + UUID.randomUUID())
                        .build())
                .limit(count);
    }

    private static String cell(Timings timings) {
        return "%.1f / %.1f".formatted(timings.median(), timings.p99());
    }
}
