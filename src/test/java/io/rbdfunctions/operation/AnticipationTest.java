package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnticipationTest {
    /** Takes notice of what it is to prepare for, and can do nothing else. */
    private static final class Preparations implements RbdImages {
        private final List<Session> sessions = new ArrayList<>();

        @Override
        public void prepare(Session session) {
            sessions.add(session);
        }

        @Override
        public <A> A carryOut(RbdCommand<A> command) {
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
    private final Anticipation anticipation = new Anticipation(
            api.storageClasses(), new Sessions(api.secrets(), TestEngine.timeouts()), preparations, Bench.config());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aClassAndItsKeyAreKnownBeforeTheyAreAskedForAndAConnectionIsBegun() {
        makeClass("rbd", Bench.PROVISIONER, "10.0.7.52:6789");
        api.putKey("ceph", "admin");

        anticipation.run();

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

        anticipation.run();

        assertThat(preparations.sessions).isEmpty();
    }

    @Test
    void whatIsMissingOrWrongIsLeftToTheRequestThatNeedsIt() {
        makeClass("no-secret", Bench.PROVISIONER, "10.0.7.52:6789");
        makeClass("no-monitors", Bench.PROVISIONER, "no monitors");

        assertThatCode(anticipation::run).doesNotThrowAnyException();

        assertThat(preparations.sessions).isEmpty();
    }

    @Test
    void anApiServerThatIsAwayIsLeftToTheRequestToo() {
        api.stop();

        assertThatCode(anticipation::run).doesNotThrowAnyException();
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
