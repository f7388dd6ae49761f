package io.rbdfunctions.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rbdfunctions.ceph.Commands;
import io.rbdfunctions.ceph.Completed;
import io.rbdfunctions.rbd.ProcessListWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of the CronJob, run as it stands in the manifest: how it asks, and who sees its token. */
class SweepJobTest {
    private static final String TOKEN = "canary.sweep.token";
    private static final String REPORT = "{\"claims\":0}";

    /** Tells what it was given, its environment too, and does what it is named for. */
    private static final String PROGRAM = """
            #!/bin/sh
            { echo "$0 $*"; /usr/bin/env; } >>"${0%/*}/calls"
            exec /bin/cat "$@"
            """;

    @TempDir
    private Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private int status = 200;

    SweepJobTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "401, 1", "403, 1", "503, 1"})
    void itShowsItsTokenAsAHeaderAndTellsHowItEnded(int status, int exitCode) throws IOException {
        this.status = status;

        Completed completed = run(Files.writeString(directory.resolve("token"), TOKEN));

        assertThat(asked).containsExactly("POST /sweep application/json Bearer " + TOKEN + " {}");
        assertThat(completed.exitCode()).isEqualTo(exitCode);
        assertThat(completed.stdout()).contains(REPORT);
    }

    /** All programs that it finds tell of themselves; another one it would not find. */
    @Test
    void noProgramIsGivenTheToken() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        try (ProcessListWatch watch = ProcessListWatch.forText(TOKEN)) {
            Completed completed = run(token);

            assertThat(completed.exitCode()).as(completed.stderr()).isZero();
            assertThat(completed.stdout() + completed.stderr()).doesNotContain(TOKEN);
            assertThat(watch.hits()).isEmpty();
        }
        assertThat(asked).singleElement().asString().contains(TOKEN);
        assertThat(Files.readString(directory.resolve("bin/calls")))
                .contains("/cat ", "PATH=")
                .doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenItAsksNobody() throws IOException {
        Completed completed = run(directory.resolve("none"));

        assertThat(completed.exitCode()).isNotZero();
        assertThat(asked).isEmpty();
    }

    private Completed run(Path token) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("bin"));
        Path program = Files.writeString(programs.resolve("cat"), PROGRAM);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        List<String> command = SweepJob.command(server.getAddress().getPort(), token);
        return Commands.run(command, "", Map.of("PATH", programs.toString()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(String.join(
                " ",
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers.getFirst("Content-Type"),
                headers.getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(REPORT.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
