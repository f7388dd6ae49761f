package io.rbdfunctions.operation.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.node.NodeTopologyReader;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of monitors are those of Ceph 19, shortened. */
class ClassRoomsTest {
    private static final String USAGE = """
            {"pools":[{"name":"fast","stats":{"stored":100,"max_avail":900}},{"name":"big","stats":{"stored":0,"max_avail":5000}}]}""";
    private static final String POOLS = """
            [{"pool_name":"fast","type":1,"flags_names":"hashpspool","quota_max_bytes":0},
            {"pool_name":"big","type":1,"flags_names":"hashpspool","quota_max_bytes":3000},
            {"pool_name":"new","type":1,"flags_names":"hashpspool","quota_max_bytes":0}]""";
    private static final String SILENT = "10.0.7.99:6789";

    private final TestApi api = new TestApi();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CephMonitors monitors = new CephMonitors() {
        @Override
        public <A> A run(Session session, MonitorCommand<A> command) {
            asked.add(session.monitors().joined() + " " + command.verb());
            if (session.monitors().joined().equals(SILENT)) {
                throw new RbdException(RbdError.UNREACHABLE, command, "the monitors do not answer");
            }
            return command.read(command instanceof MonitorCommand.ReadUsage ? USAGE : POOLS);
        }
    };

    @BeforeEach
    void makeSecret() {
        api.putKey("default", "ceph-admin");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void asksEachClusterOnce() {
        for (int i = 0; i < 20; i++) {
            makeClass("class-" + i, "Immediate", Map.of());
        }
        makeClass("elsewhere", "Immediate", Map.of("monitors", "10.0.8.1:6789"));

        assertThat(read())
                .hasSize(21)
                .allSatisfy(room -> assertThat(room.unknown()).isNull());
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "10.0.7.1:6789 df",
                        "10.0.7.1:6789 osd pool ls",
                        "10.0.8.1:6789 df",
                        "10.0.8.1:6789 osd pool ls");
    }

    @Test
    void readsThePoolsOfEachClass() {
        makeClass("one", "WaitForFirstConsumer", Map.of());
        makeClass("several", "Immediate", Map.of("pools", "fast,big", "clusterID", "c1"));
        makeClass("uncounted", "Immediate", Map.of("pool", "new"));
        makeClass("without-pool", "Immediate", Map.of("pool", "gone"));

        assertThat(read())
                .extracting(
                        room -> room.storageClass().value(),
                        ClassRoom::waitsForConsumer,
                        room -> room.segments().getFirst().largest(),
                        room -> room.segments().getFirst().isKnown())
                .containsExactly(
                        tuple("one", true, 900L, true),
                        tuple("several", false, 3000L, true),
                        tuple("uncounted", false, Long.MAX_VALUE, false),
                        tuple("without-pool", false, 0L, true));
    }

    @Test
    void saysWhyTheRoomOfAClassIsUnknown() {
        makeClass("invalid", "Immediate", Map.of("fullRatio", "0.5"));
        makeClass("keyless", "Immediate", Map.of("adminSecretName", "no-such-secret"));
        makeClass("silent", "Immediate", Map.of("monitors", SILENT));
        makeClass("well", "Immediate", Map.of());

        assertThat(read())
                .extracting(room -> String.valueOf(room.unknown()))
                .satisfiesExactly(
                        invalid -> assertThat(invalid).contains("fullRatio needs pools"),
                        keyless -> assertThat(keyless).contains("no-such-secret"),
                        silent -> assertThat(silent).contains("the monitors do not answer"),
                        well -> assertThat(well).isEqualTo("null"));
    }

    private List<ClassRoom> read() {
        PoolSessions sessions = OperationsHarness.sessions(
                TestEngine.over(
                        _ -> {
                            throw new AssertionError("no command is needed");
                        },
                        Duration.ZERO),
                api.secrets(),
                api);
        return new ClassRooms(
                        api.cache(),
                        OperationsHarness.resolver(api),
                        sessions,
                        new PoolRooms(monitors),
                        new NodeTopologyReader(api.client()),
                        OperationsHarness.config())
                .read();
    }

    private void makeClass(String name, String bindingMode, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors", "10.0.7.1:6789",
                "pool", "fast",
                "adminSecretName", "ceph-admin",
                "userSecretName", "ceph-user"));
        parameters.putAll(more);
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(OperationsHarness.PROVISIONER)
                .withVolumeBindingMode(bindingMode)
                .withParameters(parameters)
                .build());
    }
}
