package io.rbdfunctions.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.kubernetes.dev.DevObjects;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.project.docs.Shell;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.rbdfunctions.support.ceph.CommandResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that dev mode prints, with the objects of its API server. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
class DevCommandsTest {
    private final DevCeph ceph = new DevCeph(
            new ChildProcesses(1, Duration.ofSeconds(20)), CephCluster.shared().directory());
    private final List<HasMetadata> objects = new DevObjects(ceph.variables()).all();

    @TempDir
    private Path directory;

    @TestHTTPResource
    @Nullable URI address;

    @Inject
    @Nullable KubernetesClient api;

    @BeforeEach
    void create() {
        objects.forEach(object -> api().resource(object).create());
    }

    @AfterEach
    void delete() {
        objects.forEach(object -> api().resource(object).delete());
    }

    @Test
    void thePrintedCommandsSucceed() throws IOException {
        String printed = ceph.examples(Objects.requireNonNull(address).getPort());
        String commands = printed.substring(printed.indexOf("post()"), printed.indexOf("http://localhost"));

        CommandResult result = new Shell(directory).run(commands, Map.of());

        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        assertThat(result.stdout())
                .contains(
                        "\"provisioned\":1",
                        "\"action\":\"to be converted\"",
                        "\"action\":\"created\"",
                        "\"resized\":true",
                        "\"image\":\"kubernetes-dynamic-pvc-",
                        "\"action\":\"deleted\"");
    }

    private KubernetesClient api() {
        return Objects.requireNonNull(api);
    }
}
