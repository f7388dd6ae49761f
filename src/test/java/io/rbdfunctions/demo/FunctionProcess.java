package io.rbdfunctions.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.ceph.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged function in a process of its own. */
final class FunctionProcess implements AutoCloseable {
    static final Path DIRECTORY = Path.of("target", "demo");

    /** Becomes the program it is given, and ends that when its standard input ends: when the demo was killed. */
    private static final String LEASH = "exec 3<&0; { read -r _ <&3; kill $$; } & exec \"$@\" 3<&- </dev/null";

    private static final Path LOG = DIRECTORY.resolve("function.log");
    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private int answers;

    private FunctionProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it on a free port with the JDK that runs the demo, and waits until it is ready. */
    static FunctionProcess start(Path secrets) {
        int port = LoopbackPorts.free();
        try {
            Files.createDirectories(DIRECTORY);
            Process process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            LEASH,
                            "sh",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-Drbd-functions.secrets.directory=" + secrets,
                            "-jar",
                            "target/quarkus-app/quarkus-run.jar")
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop the function"));
            FunctionProcess function = new FunctionProcess(process, "http://127.0.0.1:" + port);
            function.awaitReady();
            return function;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    Answer post(String function, Map<String, ?> payload) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/" + function))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(payload)))
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> response = send(request);
            long millis = (System.nanoTime() - start) / 1_000_000;
            Answer answer = new Answer(response.statusCode(), MAPPER.readTree(response.body()), millis);
            keep(function, answer);
            return answer;
        } catch (IOException e) {
            throw new DemoException("no answer from " + function + ": " + e + "; see " + LOG);
        }
    }

    private void keep(String function, Answer answer) throws IOException {
        answers++;
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(
                        DIRECTORY.resolve(answers + "-" + function + ".json").toFile(), answer.body());
    }

    private void awaitReady() {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            DemoException.require(process.isAlive(), "the function ended; see " + LOG);
            DemoException.require(
                    System.nanoTime() < end, "the function was not ready within %s; see %s".formatted(START, LOG));
        }
    }

    private boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/q/health/ready")).build();
        try {
            return send(request).statusCode() == 200;
        } catch (IOException _) {
            pause();
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
