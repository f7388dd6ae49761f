package io.rbdfunctions.support.packaged;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.support.ceph.LoopbackPorts;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged function in its own process. */
public final class FunctionProcess implements AutoCloseable {
    private static final String RUN = "target/quarkus-app/run";
    /** Executes the program and terminates it at the end of standard input, when the parent has died. */
    private static final String DIE_WITH_PARENT =
            "exec 3<&0; { read -r _ <&3; kill $$; } & exec \"$@\" 3<&- </dev/null";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;
    private final Process process;
    /**
     * HTTP/1.1, as Knative's proxy and the kubelet use. The default of the JDK is HTTP/2, which is handled by other
     * classes.
     */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private Optional<String> token = Optional.empty();
    private int answers;

    private FunctionProcess(Path directory, Process process, String address) {
        this.directory = directory;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts the function on a free port with the JDK of this JVM and without authentication, and waits until it is
     * ready.
     *
     * @param directory the directory for the log and the answers
     * @param secrets the directory of the keys
     * @param settings additional settings, each as {@code key=value}
     */
    public static FunctionProcess start(Path directory, Path secrets, String... settings) {
        return start(directory, secrets, Map.of(), settings);
    }

    /** Starts the function in the same way with more environment variables. */
    public static FunctionProcess start(
            Path directory, Path secrets, Map<String, String> environment, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "rbd-functions.secrets.directory=" + secrets,
                "rbd-functions.auth=none",
                "rbd-functions.policy.check-volumes=false",
                // Most clusters of tests have no manager.
                "rbd-functions.rbd.manager-deadline=300ms"));
        all.addAll(List.of(settings));
        return run(
                directory,
                List.of(RUN),
                environment,
                all.stream().map(setting -> "-D" + setting).toList());
    }

    /**
     * Starts the function with JVM options.
     *
     * @param options JVM options and settings, each as {@code -Dkey=value}
     */
    public static FunctionProcess start(Path directory, List<String> options) {
        return run(directory, List.of(RUN), Map.of(), options);
    }

    /**
     * Starts the function with another program.
     *
     * @param program the command to which the options are appended
     */
    public static FunctionProcess start(Path directory, List<String> program, List<String> options) {
        return run(directory, program, Map.of(), options);
    }

    /**
     * Starts the function under another command.
     *
     * @param before the command that executes the function, such as {@code unshare} with its options
     */
    public static FunctionProcess start(
            Path directory, List<String> before, Map<String, String> environment, List<String> options) {
        List<String> program = new ArrayList<>(before);
        program.add(RUN);
        return run(directory, program, environment, options);
    }

    private static FunctionProcess run(
            Path directory, List<String> program, Map<String, String> environment, List<String> options) {
        int port = LoopbackPorts.free();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DIE_WITH_PARENT, "sh"));
        command.addAll(program);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.addAll(options);
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(directory).toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
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

    /** Sends SIGTERM, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL; child processes may continue. */
    public void kill() {
        process.destroyForcibly();
    }

    public void awaitEnd(Duration timeout) {
        try {
            ExpectationException.require(
                    process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS),
                    "the function did not end within %s; see %s".formatted(timeout, log(directory)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ExpectationException("interrupted");
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether an rbd command of the function is running. */
    public boolean hasChildren() {
        return process.descendants()
                .anyMatch(child -> child.info().command().orElse("").endsWith("/rbd"));
    }

    /** Whether the function has called librbd, recognized by the name of the threads. */
    public boolean hasCalledLibrbd() {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/%d/task".formatted(process.pid())))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals("librbd")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The exit code as in a shell: 143 after SIGTERM. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The resident memory in bytes. */
    public long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return address;
    }

    /** Sends this token with all further requests. */
    public void show(String token) {
        this.token = Optional.of(token);
    }

    public HttpAnswer post(String function, Map<String, ?> payload) {
        return post(function, Map.of(), payload);
    }

    /** The body of a GET request, which must have status 200. */
    public String page(String path) {
        try {
            HttpResponse<String> response = send(
                    HttpRequest.newBuilder(URI.create(address + "/" + path)).build());
            ExpectationException.require(response.statusCode() == 200, "status %d".formatted(response.statusCode()));
            return response.body();
        } catch (IOException e) {
            throw new ExpectationException("no answer from /" + path + ": " + e + "; see " + log(directory));
        }
    }

    /** Sends a CloudEvent. The body of the answer is empty if the function does not reply. */
    public HttpAnswer event(Map<String, String> attributes, Object data) {
        Map<String, String> headers = new HashMap<>();
        attributes.forEach((name, value) -> headers.put("ce-" + name, value));
        return post("", headers, data);
    }

    private HttpAnswer post(String path, Map<String, String> headers, Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/" + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
            token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
            headers.forEach(request::header);
            long start = System.nanoTime();
            HttpResponse<String> response = send(request.build());
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            HttpAnswer answer = new HttpAnswer(response.statusCode(), MAPPER.readTree(response.body()), time);
            keep(path.isEmpty() ? "event" : path, answer);
            return answer;
        } catch (IOException e) {
            throw new ExpectationException("no answer from /" + path + ": " + e + "; see " + log(directory));
        }
    }

    private void keep(String function, HttpAnswer answer) throws IOException {
        answers++;
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(
                        directory.resolve(answers + "-" + function + ".json").toFile(), answer.body());
    }

    private void awaitReady() {
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady()) {
            ExpectationException.require(process.isAlive(), "the function ended; see " + log(directory));
            ExpectationException.require(
                    System.nanoTime() < end,
                    "the function was not ready within %s; see %s".formatted(START_TIMEOUT, log(directory)));
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
            throw new ExpectationException("interrupted");
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
