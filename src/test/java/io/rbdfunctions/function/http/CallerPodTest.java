package io.rbdfunctions.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.project.docs.Shell;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.cluster.LocalGateway;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command of the example of a calling pod, with a token in place of the projected one, behind a gateway. */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(AuthProfile.class)
final class CallerPodTest {
    private static final String TOKEN = "/spec/volumes/0/projected/sources/0/serviceAccountToken";
    private static final String CONTAINER = "/spec/containers/0";

    private final Manifest pod = ManifestTree.examples().stream()
            .filter(manifest -> manifest.is("v1/Pod"))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path directory;

    @TestHTTPResource
    @Nullable URI address;

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @Test
    void callsTheFunctionWithItsToken() throws IOException {
        CommandResult result = call(AccessReviewsResource.OPERATORS_TOKEN);

        assertThat(result.exitCode())
                .as("%s%s", result.stdout(), result.stderr())
                .isZero();
        assertThat(result.stdout()).contains("\"images\":");
        assertThat(operations.requests()).singleElement().isInstanceOf(ListRequest.class);
    }

    @Test
    void failsWithATokenOfAnotherAccount() throws IOException {
        CommandResult result = call(AccessReviewsResource.PROVISIONERS_TOKEN);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stdout()).contains("\"status\":403");
        assertThat(operations.requests()).isEmpty();
    }

    private CommandResult call(String token) throws IOException {
        String mounted = pod.text(CONTAINER + "/volumeMounts/0/mountPath") + "/" + pod.text(TOKEN + "/path");
        Path file = Files.writeString(directory.resolve("token"), token);
        String script = pod.text(CONTAINER + "/args/0");
        assertThat(script).contains(mounted);
        try (LocalGateway gateway = new LocalGateway(
                LocalGateway.FUNCTION, Objects.requireNonNull(address).getPort())) {
            // In place of the name service of a cluster.
            Files.writeString(
                    directory.resolve(".curlrc"),
                    "connect-to = %s:80:127.0.0.1:%d%n".formatted(LocalGateway.FUNCTION, gateway.port()));
            return new Shell(directory)
                    .run(
                            script.replace(mounted, file.toString()),
                            Map.of("TOKEN", token, "CURL_HOME", directory.toString()));
        }
    }

    /** The audience of a token is that of the API server if neither side names another one. */
    @Test
    void theTokenHasTheAudienceThatTheInstallationAccepts() {
        List<String> accepted = Stream.of(ManifestTree.BASE, ManifestTree.PLAIN)
                .flatMap(installation -> Kustomization.render(installation).stream())
                .flatMap(manifest -> manifest.document().findParents("value").stream())
                .filter(variable -> variable.path("name").asText().equals("RBD_FUNCTIONS_AUTH_AUDIENCES"))
                .map(variable -> variable.path("value").asText())
                .toList();

        assertThat(accepted).isEmpty();
        assertThat(pod.at(TOKEN).has("audience")).isFalse();
    }

    @Test
    void theAccountIsBoundToARoleThatMayList() {
        Manifest binding = ManifestTree.examples().stream()
                .filter(manifest -> manifest.kind().equals("ClusterRoleBinding"))
                .filter(manifest -> manifest.text("/subjects/0/name").equals(pod.text("/spec/serviceAccountName"))
                        && manifest.text("/subjects/0/namespace").equals(pod.namespace()))
                .findFirst()
                .orElseThrow();
        Manifest role = Kustomization.render(ManifestTree.BASE).stream()
                .filter(manifest ->
                        manifest.kind().equals("ClusterRole") && manifest.name().equals(binding.text("/roleRef/name")))
                .findFirst()
                .orElseThrow();

        assertThat(role.list("/rules/0/nonResourceURLs").stream().map(JsonNode::asText))
                .contains("/list");
    }
}
