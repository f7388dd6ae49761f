package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.cluster.LocalGateway;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.tools.training.TlsApiServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plugin of kubectl calls the packaged function, as it is installed without and with Knative. kubectl itself is replaced, since
 * forwarding a port needs a node: its answers are those of kubectl 1.32.
 */
class KubectlPluginIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CephCluster CEPH = CephCluster.shared();
    private static final String POOL = CEPH.freshPool();
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.token-of-the-plugin.c2lnbmF0dXJl";
    private static final String DYNAMIC_CLASS = "rbd-csi";

    /** Records its arguments, and the arguments of all processes of the plugin as others see them. */
    private static final String KUBECTL = """
        #!/bin/bash
        here=$(dirname "$0")
        echo "$*" >>"$here/calls"
        case "$*" in
          *' create token '*) [ -z "${NO_ACCOUNT-}" ] || { echo 'error: serviceaccounts "rbdf" not found' >&2; exit 1; }; echo "$PLUGIN_TOKEN" ;;
          *' get service rbd-functions -o '*) printf '%s' "$SERVICE_TYPE" ;;
          *' get service kourier-internal') [ "$SERVICE_TYPE" = ExternalName ] ;;
          *' get service '*) exit 1 ;;
          *' get pod '*) echo pod/rbd-functions-00001-deployment-7d4b9-x2x5q ;;
          *' port-forward '*)
            case "$*" in *pod/*) port=$FUNCTION_PORT ;; *) port=$SERVICE_PORT ;; esac
            echo "Forwarding from 127.0.0.1:$port -> 8080"
            exec sleep "${FORWARD_SECONDS:-60}" ;;
          *) echo "unexpected: $*" >&2; exit 1 ;;
        esac
        """;

    private static TlsApiServer api;
    private static FunctionProcess function;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        Commands.run(List.of("src/dev/install", "curl", "jq"), "", Map.of()).orFail();
        api = TlsApiServer.start(CEPH);
        makeDynamicClass();
        List<String> options = new ArrayList<>(api.settings());
        options.add("rbd-functions.rbd.manager-deadline=300ms");
        function = FunctionProcess.start(
                Path.of("target", "kubectl-plugin"),
                options.stream().map(setting -> "-D" + setting).toList());
        function.show("token-of-the-test");
    }

    @AfterAll
    static void end() {
        function.close();
        api.close();
    }

    private static void makeDynamicClass() {
        StorageClass inTree = api.client()
                .storage()
                .v1()
                .storageClasses()
                .withName(TlsApiServer.CLASS)
                .get();
        Map<String, String> parameters = new HashMap<>(inTree.getParameters());
        parameters.keySet().removeAll(List.of("userId", "userSecretName"));
        parameters.putAll(
                Map.of("pool", POOL, "clusterID", "c1", "nodeStageSecretName", "stage", "trashRetention", "1h"));
        api.client()
                .resource(new StorageClassBuilder(inTree)
                        .withNewMetadata()
                        .withName(DYNAMIC_CLASS)
                        .endMetadata()
                        .withParameters(parameters)
                        .build())
                .create();
    }

    @BeforeEach
    void installPrograms() throws IOException {
        install("kubectl", KUBECTL);
        String curl = Commands.run(List.of("/bin/sh", "-c", "command -v curl"), "", Map.of())
                .orFail()
                .stdout()
                .strip();
        // Passes everything on, and fails if others could see the token.
        install("curl", """
            #!/bin/bash
            case "$*" in *"$PLUGIN_TOKEN"*) echo 'the token is in the arguments of curl' >&2; exit 99 ;; esac
            exec %s "$@"
            """.formatted(curl));
        Files.createDirectory(directory.resolve("tmp"));
    }

    private void install(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void showsTheStatus() {
        assertThat(rbdf("status").orFail().stdout())
                .startsWith("volumes: 0, 0 B\n")
                .contains("\nroom of " + DYNAMIC_CLASS + ": ")
                .contains("last sweep: ");
        assertThat(rbdf("orphans").orFail().stdout()).doesNotContain("null");
    }

    @Test
    void bringsADeletedImageBack() throws IOException {
        String image = provisioned("pvc-deleted");
        function.post("delete", Map.of("storageClassName", DYNAMIC_CLASS, "pvName", "pvc-deleted"))
                .require(200);

        String id = rbdf("trash", DYNAMIC_CLASS).orFail().stdout().split("\t", -1)[0];
        JsonNode restored = MAPPER.readTree(
                rbdf("restore", DYNAMIC_CLASS, id, "pvc-back").orFail().stdout());

        assertThat(restored.path("kind").asText()).isEqualTo("PersistentVolume");
        assertThat(restored.path("metadata").path("name").asText()).isEqualTo("pvc-back");
        assertThat(CEPH.images(POOL)).contains(image);
        assertThat(rbdf("restore", DYNAMIC_CLASS, "0123456789ab"))
                .returns(1, CommandResult::exitCode)
                .extracting(CommandResult::stderr)
                .asString()
                .startsWith("kubectl rbdf: ")
                .contains("0123456789ab");
    }

    @Test
    void listsSnapshots() {
        provisioned("pvc-data");
        function.post(
                        "snapshot",
                        Map.of("storageClassName", DYNAMIC_CLASS, "pvName", "pvc-data", "name", "before-upgrade"))
                .require(200);

        assertThat(rbdf("snapshots", DYNAMIC_CLASS).orFail().stdout()).startsWith("before-upgrade\tpvc-data\t20");
        assertThat(rbdf("snapshots", TlsApiServer.CLASS).stderr()).contains("clusterID");
    }

    @Test
    void checksAClass() {
        CommandResult checked = rbdf("check", DYNAMIC_CLASS);

        assertThat(checked.stdout()).startsWith("passed\tparameters\t");
        assertThat(checked.stdout().contains("failed\t")).isEqualTo(checked.exitCode() == 1);
        CommandResult ofNone = rbdf("check", "none");
        assertThat(ofNone.exitCode()).isEqualTo(1);
        assertThat(ofNone.stdout()).startsWith("failed\tparameters\t").contains("\"none\" not found");
        assertThat(ofNone.stderr()).isEqualTo("the class will not work\n");
    }

    /** The browser sends the form of the file that the plugin opens, and gets the cookie of the page. */
    @ParameterizedTest
    @ValueSource(strings = {"ClusterIP", "ExternalName"})
    void opensThePageSignedIn(String serviceType) throws IOException {
        install("browser", """
            #!/bin/bash
            here=$(dirname "$0")
            stat -c %a "$1" >"$here/mode"
            address=$(sed -n 's/.*action="\\([^"]*\\)".*/\\1/p' "$1")
            sed -n 's/.*name="token" value="\\([^"]*\\)".*/\\1/p' "$1" | tr -d '\\n' >"$here/token"
            exec curl -sS -i --data-urlencode "token@$here/token" "$address" >"$here/signed-in"
            """);
        try (LocalGateway gateway = new LocalGateway(LocalGateway.FUNCTION, port())) {
            CommandResult page = rbdf(
                    serviceType,
                    serviceType.equals("ClusterIP") ? port() : gateway.port(),
                    Map.of("BROWSER", directory.resolve("browser").toString(), "FORWARD_SECONDS", "4"),
                    "ui");

            assertThat(page.stdout()).contains("The page is http://localhost:%d/ until Ctrl-C.".formatted(port()));
            assertThat(Files.readString(directory.resolve("mode"))).isEqualTo("600\n");
            assertThat(Files.readString(directory.resolve("signed-in")))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("set-cookie: ")
                    .contains("HttpOnly");
        }
    }

    /** The gateway knows the function by its host only. */
    @Test
    void reachesAFunctionOfKnative() throws IOException {
        try (LocalGateway gateway = new LocalGateway(LocalGateway.FUNCTION, port())) {
            CommandResult status = rbdf("ExternalName", gateway.port(), Map.of(), "status");

            assertThat(status.orFail().stdout()).startsWith("volumes: ");
            assertThat(calls())
                    .contains("-n kourier-system port-forward --address 127.0.0.1 service/kourier-internal :80");
        }
    }

    @Test
    void saysHowToGetAnAccount() {
        assertThat(rbdf("ClusterIP", port(), Map.of("NO_ACCOUNT", "1"), "status")
                        .stderr())
                .contains(
                        "no token for rbd-functions/rbdf: error: serviceaccounts \"rbdf\" not found",
                        "kubectl -n rbd-functions create serviceaccount rbdf",
                        "--clusterrole=rbd-functions-operator --serviceaccount=rbd-functions:rbdf");
    }

    @Test
    void mistakesShowTheUsage() {
        for (String[] arguments : new String[][] {{}, {"check"}, {"status", "more"}, {"delete", "a"}}) {
            assertThat(rbdf(arguments))
                    .returns(2, CommandResult::exitCode)
                    .extracting(CommandResult::stderr)
                    .asString()
                    .startsWith("Usage: kubectl rbdf COMMAND");
        }
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
    }

    private String provisioned(String name) {
        return function.post("provision", Map.of("storageClassName", DYNAMIC_CLASS, "size", "8Mi", "pvName", name))
                .require(200)
                .text("/image");
    }

    private CommandResult rbdf(String... arguments) {
        return rbdf("ClusterIP", port(), Map.of(), arguments);
    }

    /** Leaves no process and no file, and the token is in no argument. */
    private CommandResult rbdf(String serviceType, int servicePort, Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "PATH",
                directory + ":" + Objects.requireNonNull(System.getenv("PATH")),
                "TMPDIR",
                directory.resolve("tmp").toString(),
                "PLUGIN_TOKEN",
                TOKEN,
                "SERVICE_TYPE",
                serviceType,
                "SERVICE_PORT",
                Integer.toString(servicePort),
                "FUNCTION_PORT",
                Integer.toString(port())));
        List<String> command = new ArrayList<>(List.of("k8s/kubectl-rbdf"));
        command.addAll(List.of(arguments));
        CommandResult result = Commands.run(command, "", environment);
        assertThat(calls()).doesNotContain(TOKEN);
        assertThat(result.stdout() + result.stderr()).doesNotContain(TOKEN);
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
        return result;
    }

    private String calls() {
        try {
            Path calls = directory.resolve("calls");
            return Files.exists(calls) ? Files.readString(calls) : "";
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int port() {
        return URI.create(function.address()).getPort();
    }
}
