package io.rbdfunctions.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupPrefetchTest {
    /** Records the sessions that it is asked to prepare. */
    private static final class RecordingConnections implements EngineConnections {
        private final List<Session> sessions = new ArrayList<>();

        @Override
        public void prepare(Session session) {
            sessions.add(session);
        }
    }

    private final TestApi api = new TestApi(Duration.ofHours(1));
    private final RecordingConnections connections = new RecordingConnections();
    private final StartupPrefetch startupPrefetch = new StartupPrefetch(
            api.cache(),
            new PoolSessions(
                    OperationsHarness.resolver(api),
                    api.secrets(),
                    TestEngine.timeouts(),
                    TestEngine.over(
                            command -> {
                                throw new AssertionError(command);
                            },
                            Duration.ZERO)),
            connections,
            OperationsHarness.config());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void cachesClassesAndKeysAndStartsConnections() {
        createClass("rbd", OperationsHarness.PROVISIONER, "10.0.7.52:6789");
        api.putKey("ceph", "admin");

        startupPrefetch.run();

        api.stop();
        assertThat(api.cache().storageClass(new ObjectName("rbd"))).isPresent();
        assertThat(api.secrets().credentials(ObjectKey.of("ceph", "admin"))).isNotNull();
        assertThat(connections.sessions)
                .singleElement()
                .satisfies(session -> assertThat(session.monitors().joined()).isEqualTo("10.0.7.52:6789"));
    }

    @Test
    void ignoresClassesOfOtherProvisioners() {
        createClass("other", "rbd.csi.ceph.com", "10.0.7.52:6789");

        startupPrefetch.run();

        assertThat(connections.sessions).isEmpty();
    }

    @Test
    void ignoresMissingSecretsAndInvalidParameters() {
        createClass("no-secret", OperationsHarness.PROVISIONER, "10.0.7.52:6789");
        createClass("no-monitors", OperationsHarness.PROVISIONER, "no monitors");

        assertThatCode(startupPrefetch::run).doesNotThrowAnyException();

        assertThat(connections.sessions).isEmpty();
    }

    @Test
    void ignoresAnUnreachableApiServer() {
        api.stop();

        assertThatCode(startupPrefetch::run).doesNotThrowAnyException();
    }

    private void createClass(String name, String provisioner, String monitors) {
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(provisioner)
                .withParameters(
                        Map.of("monitors", monitors, "adminSecretName", "admin", "adminSecretNamespace", "ceph"))
                .build());
    }
}
