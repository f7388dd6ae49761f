package io.rbdfunctions.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupPrefetchTest {
    /** Takes notice of what it is to prepare for, and can do nothing else. */
    private static final class Preparations implements RbdEngine {
        private final List<Session> sessions = new ArrayList<>();

        @Override
        public void prepare(Session session) {
            sessions.add(session);
        }

        @Override
        public <A> A run(RbdCommand<A> command) {
            throw new AssertionError(command.verb());
        }

        @Override
        public void setMetadata(List<SetMetadata> commands) {
            throw new AssertionError("image-meta set");
        }

        @Override
        public long grow(Resize command) {
            throw new AssertionError("resize");
        }
    }

    private final TestApi api = new TestApi(Duration.ofHours(1));
    private final Preparations preparations = new Preparations();
    private final StartupPrefetch startupPrefetch = new StartupPrefetch(
            api.storageClasses(),
            new CephSessions(api.secrets(), TestEngine.timeouts()),
            preparations,
            OperationsHarness.config());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aClassAndItsKeyAreKnownBeforeTheyAreAskedForAndAConnectionIsBegun() {
        makeClass("rbd", OperationsHarness.PROVISIONER, "10.0.7.52:6789");
        api.putKey("ceph", "admin");

        startupPrefetch.run();

        api.stop();
        assertThat(api.storageClasses().find(new ObjectName("rbd"))).isPresent();
        assertThat(api.secrets().credentials(ObjectKey.of("ceph", "admin"))).isNotNull();
        assertThat(preparations.sessions)
                .singleElement()
                .satisfies(session ->
                        assertThat(session.access().monitors().joined()).isEqualTo("10.0.7.52:6789"));
    }

    @Test
    void aClassOfOthersIsOfNoConcern() {
        makeClass("theirs", "rbd.csi.ceph.com", "10.0.7.52:6789");

        startupPrefetch.run();

        assertThat(preparations.sessions).isEmpty();
    }

    @Test
    void whatIsMissingOrWrongIsLeftToTheRequestThatNeedsIt() {
        makeClass("no-secret", OperationsHarness.PROVISIONER, "10.0.7.52:6789");
        makeClass("no-monitors", OperationsHarness.PROVISIONER, "no monitors");

        assertThatCode(startupPrefetch::run).doesNotThrowAnyException();

        assertThat(preparations.sessions).isEmpty();
    }

    @Test
    void anApiServerThatIsAwayIsLeftToTheRequestToo() {
        api.stop();

        assertThatCode(startupPrefetch::run).doesNotThrowAnyException();
    }

    private void makeClass(String name, String provisioner, String monitors) {
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
