package io.rbdfunctions.packaged;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged function in a process of its own. */
public final class FunctionProcess implements AutoCloseable {
    /** Becomes the program it is given, and ends that when its standard input ends: when its starter was killed. */
    private static final String LEASH = "exec 3<&0; { read -r _ <&3; kill $$; } & exec \"$@\" 3<&- </dev/null";

    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private int answers;

    private FunctionProcess(Path directory, Process process, String address) {
        this.directory = directory;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it on a free port with the JDK that runs this, and waits until it is ready.
     *
     * @param directory where its log and its answers are kept
     * @param secrets the directory of its keys
     * @param settings more of its configuration, each as {@code key=value}
     */
    public static FunctionProcess start(Path directory, Path secrets, String... settings) {
        int port = LoopbackPorts.free();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Drbd-functions.secrets.directory=" + secrets);
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(directory).toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop the function"));
            FunctionProcess function = new FunctionProcess(directory, process, "http://127.0.0.1:" + port);
            function.awaitReady();
            return function;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("function.log");
    }

    /** Tells it to end, as Kubernetes does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: whatever it is at, it ends here; what it started may go on. */
    public void kill() {
        process.destroyForcibly();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether a program that it started is running. */
    public boolean hasChildren() {
        return process.descendants()
                .anyMatch(child -> child.info().command().orElse("").endsWith("/rbd"));
    }

    public String address() {
        return address;
    }

    public Answer post(String function, Map<String, ?> payload) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/" + function))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(payload)))
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> response = send(request);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Answer answer = new Answer(response.statusCode(), MAPPER.readTree(response.body()), time);
            keep(function, answer);
            return answer;
        } catch (IOException e) {
            throw new UnmetException("no answer from " + function + ": " + e + "; see " + log(directory));
        }
    }

    private void keep(String function, Answer answer) throws IOException {
        answers++;
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(
                        directory.resolve(answers + "-" + function + ".json").toFile(), answer.body());
    }

    private void awaitReady() {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            UnmetException.require(process.isAlive(), "the function ended; see " + log(directory));
            UnmetException.require(
                    System.nanoTime() < end,
                    "the function was not ready within %s; see %s".formatted(START, log(directory)));
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
            throw new UnmetException("interrupted");
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
