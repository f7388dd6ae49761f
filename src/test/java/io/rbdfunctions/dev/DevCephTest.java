package io.rbdfunctions.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.WithCeph;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithCeph
class DevCephTest {
    @Test
    void examplesNameTheClusterAndHideItsKeys(CephCluster ceph) {
        // Given
        var script = new DevCeph(new ChildProcesses(1, Duration.ofSeconds(20)), ceph.directory());

        // When
        var examples = script.examples(8081);

        // Then
        assertThat(examples)
                .contains("localhost:8081/", ceph.monitors(), ceph.directory().resolve("ceph.conf") + " ")
                .doesNotContain(ceph.adminKey(), ceph.userKey(), "null");
    }
}
