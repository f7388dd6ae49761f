package io.rbdfunctions.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Deletion of released volumes in the three ways, from the event to the removed PersistentVolume: the
 * image removed at once, moved to the trash for the sweep, and moved to the trash for the manager, which begins 30 s later.
 */
final class DeletionBench {
    private static final int SINGLE = 20;
    private static final int BURST = 100;
    private static final int WARM_UP = 100;
    private static final int WRITERS = 16;

    /** @param written objects with data */
    private record Volume(String size, int objects, int written) {}

    private static final List<Volume> VOLUMES = List.of(
            new Volume("64Mi", 16, 0),
            new Volume("256Mi", 64, 64),
            new Volume("1Gi", 256, 0),
            new Volume("4Gi", 1024, 0),
            new Volume("4Gi", 1024, 64),
            new Volume("4Gi", 1024, 1024));

    private record Way(String title, List<String> settings) {}

    private static final List<Way> WAYS = List.of(
            new Way(
                    "at once",
                    List.of("rbd-functions.rbd.manager-tasks=false", "rbd-functions.rbd.remove-in-place-objects=1024")),
            new Way(
                    "trash",
                    List.of("rbd-functions.rbd.manager-tasks=false", "rbd-functions.rbd.remove-in-place-objects=0")),
            new Way(
                    "trash and manager",
                    List.of("rbd-functions.rbd.manager-deadline=3s", "rbd-functions.rbd.hand-over-objects=0")));

    private final CephCluster ceph;
    private final BenchApiServer api;
    private final BenchFunction function;
    private final RadosObjects objects;
    private final Session session;

    private DeletionBench(CephCluster ceph, BenchApiServer api, BenchFunction function, Librbd librbd) {
        this.ceph = ceph;
        this.api = api;
        this.function = function;
        this.objects = TestEngine.objects(librbd);
        this.session = TestSessions.admin(ceph);
    }

    static void run() {
        MarkdownTable table = new MarkdownTable(
                "Deletion of released volumes, librbd engine",
                "way",
                "size",
                "objects",
                "written objects",
                "one at a time, milliseconds",
                "%d at once, seconds".formatted(BURST));
        for (Way way : WAYS) {
            try (CephCluster ceph = CephCluster.fresh();
                    BenchApiServer api = new BenchApiServer();
                    Librbd librbd = TestEngine.librbd()) {
                ceph.startManager();
                try (BenchFunction function = new BenchFunction(
                        ceph, "deletion", api.settings(way.settings().toArray(String[]::new)))) {
                    new DeletionBench(ceph, api, function, librbd).measure(way, table);
                }
            }
        }
    }

    private void measure(Way way, MarkdownTable table) {
        released(WARM_UP, VOLUMES.getFirst()).forEach(this::delete);
        for (Volume volume : VOLUMES) {
            Timings single = new Timings();
            released(SINGLE, volume).forEach(each -> single.time(() -> delete(each)));
            List<String> burst = released(BURST, volume);
            long start = System.nanoTime();
            WorkerThreads.forEach(BURST, burst, this::delete);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!api.client().persistentVolumes().list().getItems().isEmpty()) {
                throw new IllegalStateException("volumes were not deleted");
            }
            table.add(
                    way.title(),
                    volume.size(),
                    volume.objects(),
                    volume.written(),
                    MarkdownTable.millis(single),
                    "%.2f".formatted(seconds));
        }
    }

    /** Creates released volumes, with data at the beginning of their images. Returns them as JSON. */
    private List<String> released(int count, Volume kind) {
        List<PersistentVolume> volumes =
                IntStream.range(0, count).mapToObj(_ -> released(kind.size())).toList();
        List<ObjectRef> data = new ArrayList<>();
        for (PersistentVolume volume : volumes) {
            String id = idOf(volume.getSpec().getRbd().getImage()).value();
            IntStream.range(0, kind.written())
                    .forEach(number -> data.add(object("rbd_data.%s.%016x".formatted(id, number))));
        }
        WorkerThreads.forEach(
                WRITERS,
                data,
                object -> objects.run(session, ObjectWrite.of(object).createIfMissing()));
        return volumes.stream().map(Serialization::asJson).toList();
    }

    private PersistentVolume released(String size) {
        String uid = UUID.randomUUID().toString();
        String reply = function.post(
                "/provision",
                Map.of(
                        "size",
                        size,
                        "claim",
                        Map.of("namespace", "default", "name", "data", "uid", uid),
                        "parameters",
                        function.parameters()));
        try {
            String json =
                    new ObjectMapper().readTree(reply).path("persistentVolume").toString();
            PersistentVolume volume = Serialization.unmarshal(json, PersistentVolume.class);
            return api.client()
                    .resource(volume.edit()
                            .editOrNewStatus()
                            .withPhase("Released")
                            .endStatus()
                            .build())
                    .create();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ImageId idOf(String image) {
        var read = new ReadImageId(new PoolName(ceph.pool()), RadosNamespace.DEFAULT, new ImageName(image));
        return objects.run(session, read).orElseThrow();
    }

    private ObjectRef object(String name) {
        return new ObjectRef(new PoolName(ceph.pool()), RadosNamespace.DEFAULT, name);
    }

    private void delete(String volume) {
        function.post(
                "/",
                volume,
                "Ce-Id: " + UUID.randomUUID(),
                "Ce-Specversion: 1.0",
                "Ce-Source: https://127.0.0.1:6443",
                "Ce-Type: dev.knative.apiserver.resource.update",
                "Ce-Kind: PersistentVolume");
    }
}
