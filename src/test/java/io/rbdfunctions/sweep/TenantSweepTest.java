package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sweep with the key of a user whose capabilities are for the namespace {@code a} of a pool. */
@SecondLane
class TenantSweepTest {
    private static final CephCluster CEPH = CephCluster.shared();
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final Duration BUSY = Duration.ofMillis(500);

    private final TestApi api = new TestApi();
    private final String pool = CEPH.freshPool();
    private final String tenant = pool + "-tenant-a";
    private final String uuid = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        api.close();
    }

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    static Stream<Named<RbdEngine>> engines() {
        return Stream.of(
                Named.of("cli", TestEngine.over(new ChildProcesses(4, Duration.ofMinutes(1)), BUSY)),
                Named.of("librbd", TestEngine.over(LIBRBD, BUSY)));
    }

    /** Each namespace has an image, an entry of the journal and an image in the trash, all without a volume. */
    @BeforeEach
    void fill() throws IOException {
        String profile = "profile rbd pool=%s namespace=a".formatted(pool);
        CEPH.mountSecret(tenant, CEPH.makeUser(tenant, List.of("mon", "profile rbd", "osd", profile)));
        for (String namespace : List.of("a", "b", "")) {
            String place = namespace.isEmpty() ? pool : pool + "/" + namespace;
            if (!namespace.isEmpty()) {
                CEPH.createNamespace(place);
            }
            CEPH.createImage(place + "/csi-vol-" + uuid, 4);
            String expired = place + "/csi-vol-" + UUID.randomUUID();
            CEPH.createImage(expired, 4);
            CEPH.rbd("trash", "mv", expired, "--expires-at", "1 second").orFail();
            new Omaps(CEPH, pool, namespace).set("csi.volumes.default", "csi.volume.pvc-" + uuid, uuid);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void searchesAndPurgesItsNamespaceAndReportsTheOthers(RbdEngine engine) {
        var sweeps = new TestSweeps(engine, TestEngine.objects(LIBRBD), TestSecrets.inFiles(CEPH.secrets()), api);
        List.of("a", "b", "").forEach(namespace -> sweeps.putClass("class" + namespace, parameters(namespace)));

        Orphans orphans = sweeps.search();

        assertThat(orphans.images()).containsExactly("%s/a/csi-vol-%s".formatted(pool, uuid));
        assertThat(orphans.journalEntries()).containsExactly("%s/a/csi.volume.%s (pvc-%s)".formatted(pool, uuid, uuid));
        assertThat(orphans.unreachable())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith(pool + ": ")
                        .contains("client.%1$s may not list images in pool %2$s: give it osd 'profile rbd pool=%2$s'"
                                .formatted(tenant, pool)))
                .anySatisfy(text -> assertThat(text)
                        .startsWith(pool + "/b: ")
                        .contains(
                                "client.%1$s may not list images in namespace b of pool %2$s: give it osd 'profile rbd pool=%2$s namespace=b'"
                                        .formatted(tenant, pool)));
        await().until(() -> sweeps.purge().done().equals(Map.of("purged", 1)));
        assertThat(trash(pool + "/a")).isEmpty();
        assertThat(trash(pool + "/b")).isNotEmpty();
        assertThat(trash(pool)).isNotEmpty();
    }

    private Map<String, String> parameters(String namespace) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors",
                CEPH.monitors(),
                "clusterID",
                "c1",
                "pool",
                pool,
                "adminId",
                tenant,
                "adminSecretName",
                tenant,
                "adminSecretNamespace",
                "kube-system",
                "nodeStageSecretName",
                "stage",
                "nodeStageSecretNamespace",
                "nodes"));
        if (!namespace.isEmpty()) {
            parameters.put("radosNamespace", namespace);
        }
        return parameters;
    }

    private static String trash(String place) {
        return CEPH.rbd("trash", "ls", place).orFail().stdout();
    }
}
