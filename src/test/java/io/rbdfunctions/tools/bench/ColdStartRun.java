package io.rbdfunctions.tools.bench;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.tools.training.TlsApiServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Starts the application, provisions a volume as soon as it is healthy, and stops it. */
final class ColdStartRun {
    private static final File LOG = new File("target/bench/cold-start.log");

    private final CephCluster ceph;
    private final TlsApiServer api;

    ColdStartRun(CephCluster ceph, TlsApiServer api) {
        this.ceph = ceph;
        this.api = api;
    }

    ColdStartFigures measure(StartVariant variant) {
        SimpleHttpClient client = new SimpleHttpClient(LoopbackPorts.free());
        List<String> settings = new ArrayList<>(api.settings());
        settings.add("quarkus.http.host=127.0.0.1");
        settings.add("rbd-functions.auth=none");
        settings.add("quarkus.http.port=" + client.port());
        List<String> command = variant.command(settings);
        try {
            LOG.getParentFile().mkdirs();
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(LOG)
                    .start();
            try {
                return await(process, client, start);
            } finally {
                process.destroy();
                process.onExit().join();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ColdStartFigures await(Process process, SimpleHttpClient client, long start) throws IOException {
        while (client.get("/q/health/live") != 200) {
            if (!process.isAlive()) {
                throw new IOException("the application ended; see " + LOG);
            }
        }
        double healthy = millisSince(start);
        String volume = "pvc-" + UUID.randomUUID();
        int status = client.post("/provision", """
            {"size":"1Gi","pvName":"%s","storageClassName":"%s"}\
            """.formatted(volume, TlsApiServer.CLASS));
        double done = millisSince(start);
        ProcessUsage usage = ProcessUsage.of(process.pid());
        if (status != 200 || !ceph.exists("kubernetes-dynamic-" + volume)) {
            throw new IOException("the volume was not provisioned, status " + status + "; see " + LOG);
        }
        return new ColdStartFigures(healthy, done, usage.cpuMillis(), usage.rssMegabytes());
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
