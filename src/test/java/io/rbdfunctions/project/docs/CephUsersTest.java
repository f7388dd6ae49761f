package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.CephTestResource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** With the cli engine. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@TestProfile(CephUsersTest.Engine.class)
class CephUsersTest extends CephUsersContract {
    public static final class Engine implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rbd-functions.rbd.engine", "cli");
        }
    }

    /** In Rook's own pool. */
    @Test
    void rookUserHasTheSameCapabilities() {
        String custom = CephUsers.page().blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Block::text)
                .findFirst()
                .orElseThrow();

        assertThat(custom)
                .contains("mon: " + CephUsers.named("rbd-functions").mon() + "\n")
                .contains("osd: "
                        + CephUsers.named("rbd-functions").osd().replace("pool=kube", "pool=replicapool")
                        + "\n")
                .contains("mgr: "
                        + Objects.requireNonNull(
                                        CephUsers.named("rbd-functions").mgr())
                                .replace("pool=kube", "pool=replicapool")
                        + "\n");
    }

    @Test
    void nodeUserHasTheSameCapabilitiesButThoseForTheManager() {
        assertThat(CephUsers.named("kube").capabilities())
                .isEqualTo(CephUsers.named("rbd-functions").withoutManager());
    }
}
