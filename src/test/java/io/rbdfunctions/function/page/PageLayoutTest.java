package io.rbdfunctions.function.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.browser.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the pages in a browser, at three widths and with light and dark colors: nothing may be cut off, wrapped letter by letter, of
 * too little contrast, or without a label. Leaves pictures in {@code target/screens}.
 */
@SecondLane
class PageLayoutTest {
    private static final Path PICTURES = Path.of("target", "screens");
    private static final Browser BROWSER = Browser.start();
    private static final String SCRIPT = script();

    /** With the security policy of the pages, so that a style that it blocks is noticed. */
    private static final Map<String, String> PAGES = Map.of(
            "volumes-0", SampleReports.page(SampleReports.healthy(List.of())),
            "volumes-3",
                    SampleReports.page(SampleReports.troubled(SampleReports.volumes(3)), query(), "jane@example.com"),
            "volumes-5000", SampleReports.page(SampleReports.troubled(SampleReports.volumes(5_000)), query(), null),
            "sign-in", MessageView.SIGN_IN.render(),
            "rejected", MessageView.TOKEN_REJECTED.render(),
            "signed-out", MessageView.SIGNED_OUT.render());

    private static final HttpServer SERVER = serve();

    @AfterAll
    static void close() {
        BROWSER.close();
        SERVER.stop(0);
    }

    static Stream<Arguments> views() {
        return PAGES.keySet().stream()
                .sorted()
                .flatMap(page -> Stream.of(390, 820, 1440)
                        .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(page, width, scheme))));
    }

    @ParameterizedTest(name = "{0} at {1} px, {2}")
    @MethodSource("views")
    void isReadable(String page, int width, String scheme) throws IOException {
        BROWSER.show(width, 900, scheme);
        BROWSER.open(address(page));

        assertThat(BROWSER.evaluate("getComputedStyle(document.body).maxWidth").asText())
                .as("the style is applied")
                .isEqualTo("1536px");
        assertThat(BROWSER.evaluate(SCRIPT)).isEmpty();
        Files.createDirectories(PICTURES);
        BROWSER.picture(PICTURES.resolve("%s-%d-%s.png".formatted(page, width, scheme)));
    }

    /** The script finds what is wrong. */
    @Test
    void theCheckFails() {
        BROWSER.show(390, 900, "light");
        String page = """
            <h2>a</h2><input name=x><table><tr><th>b</table><p style="color:silver">pale</p>
            <p style="width:800px">wide</p><p style="width:1px;overflow-wrap:anywhere">letters</p>
            """;
        BROWSER.open(URI.create(
                "data:text/html;base64," + Base64.getEncoder().encodeToString(page.getBytes(StandardCharsets.UTF_8))));

        assertThat(BROWSER.evaluate(SCRIPT).toString())
                .contains(
                        "headings 2",
                        "no label: x",
                        "no caption or scope",
                        "contrast",
                        "outside: p",
                        "7 lines: p",
                        "px wide");
    }

    private static StatusQuery query() {
        return StatusQuery.of(List.of());
    }

    private static URI address(String page) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(SERVER.getAddress().getPort(), page));
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", PageLayoutTest::reply);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void reply(HttpExchange exchange) throws IOException {
        String page = PAGES.getOrDefault(exchange.getRequestURI().getPath().substring(1), "");
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Content-Security-Policy", HtmlTemplate.CONTENT_SECURITY_POLICY);
        exchange.sendResponseHeaders(page.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String script() {
        try (InputStream file =
                Objects.requireNonNull(PageLayoutTest.class.getResourceAsStream("layout.js"), "layout.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
