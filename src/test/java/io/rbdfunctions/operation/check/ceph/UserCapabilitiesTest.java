package io.rbdfunctions.operation.check.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.check.TestContext;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCapabilitiesTest {
    /** Tests on a real Ceph hold those of the page. */
    @Test
    void areThoseOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/ceph.md"));

        assertThat(page)
                .contains("ceph auth get-or-create client.rbd-functions %s >/dev/null"
                        .formatted(UserCapabilities.all(read(Map.of()))))
                .contains(UserCapabilities.ofOsds(read(Map.of("dataPool", "kube-data"))))
                .contains(UserCapabilities.ofOsds(read(Map.of("radosNamespace", "team-a"))))
                .contains(UserCapabilities.ofOsds(read(Map.of("radosNamespace", "team-a", "dataPool", "kube-data"))));
    }

    @Test
    void nameEachPoolOnce() {
        assertThat(UserCapabilities.places(read(Map.of("journalPool", "kube", "dataPool", "kube"))))
                .hasSize(1);
        assertThat(UserCapabilities.ofOsds(read(Map.of("journalPool", "meta"))))
                .isEqualTo("osd 'profile rbd pool=kube, profile rbd pool=meta'");
    }

    @Test
    void nameEachPoolOfTheClass() {
        var several = List.of(
                TestContext.parameters(Map.of("journalPool", "kube")),
                TestContext.parameters(Map.of("pool", "fast", "journalPool", "kube")));

        assertThat(UserCapabilities.ofOsds(several)).isEqualTo("osd 'profile rbd pool=kube, profile rbd pool=fast'");
    }

    private static List<ClassParameters> read(Map<String, String> more) {
        return List.of(TestContext.parameters(more));
    }
}
