package io.rbdfunctions.support.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One tab of Chromium without a window. Chromium is installed if it is missing and this is possible. */
public final class Browser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path profile;
    private final Process process;
    private final DevTools tab;

    private Browser(Path profile) throws IOException {
        this.profile = profile;
        this.process = new ProcessBuilder(command(profile))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        this.tab = new DevTools(http, tabAddress());
        tab.send("Page.enable", Map.of());
    }

    /** Starts it with a new profile, without cookies. */
    public static Browser start() {
        Commands.run(List.of("src/dev/chromium/install"), "", Map.of()).orFail();
        try {
            return new Browser(Files.createTempDirectory("chromium"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(Path profile) {
        return List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile);
    }

    private URI tabAddress() {
        Path port = profile.resolve("DevToolsActivePort");
        await().atMost(TIMEOUT)
                .until(() -> Files.exists(port) && Files.readString(port).contains("\n"));
        return await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(
                        () -> tabAddress(
                                Files.readString(port).lines().findFirst().orElseThrow()),
                        address -> !address.toString().isEmpty());
    }

    private URI tabAddress(String port) throws IOException, InterruptedException {
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        String targets = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        return MAPPER.readTree(targets)
                .valueStream()
                .filter(target -> target.path("type").asText().equals("page"))
                .map(target -> URI.create(target.path("webSocketDebuggerUrl").asText()))
                .findFirst()
                .orElse(URI.create(""));
    }

    /** Sets the size of the window and the colors that the user prefers, {@code light} or {@code dark}. */
    public void show(int width, int height, String scheme) {
        tab.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        tab.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens the page and waits until it is loaded, not for pages that it leads to. */
    public void open(URI page) {
        long before = tab.loads();
        tab.send("Page.navigate", Map.of("url", page.toString()));
        await().atMost(TIMEOUT).until(() -> tab.loads() > before);
    }

    /** The value of a JavaScript expression. It is not subject to the security policy of the page. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = tab.send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("result").path("value");
    }

    /** Writes a picture of the whole page. */
    public void picture(Path file) {
        JsonNode answer = tab.send("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        tab.close();
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Commands.run(List.of("rm", "-rf", profile.toString()), "", Map.of());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
