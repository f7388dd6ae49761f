package io.rbdfunctions.function.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pages that browsers get. The templates are parsed when this class is first used; Quarkus would parse its own templates at
 * startup.
 */
enum HtmlTemplate {
    /** The status report. */
    STATUS("status.html"),
    /** The form to sign in, a problem, or the way on after signing in. */
    MESSAGE("message.html");

    private static final String HTML = "text/html";
    private static final String STYLE = Resource.text("style.css");

    /** The pages load nothing and run no scripts. The only style is the one in the page, and forms go to this server. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                    .formatted(sha256(STYLE));

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(Resource::locate)
            .build();

    private final String file;

    HtmlTemplate(String file) {
        this.file = file;
    }

    /** Renders the page. All values but the style are escaped. */
    String render(Map<String, ?> data) {
        Template template = Objects.requireNonNull(ENGINE.getTemplate(file), file);
        return template.data("style", new RawString(STYLE)).data("page", data).render();
    }

    /** Ends the response with a page. */
    static void send(HttpServerResponse response, String html) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(html);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file beside this class. */
    private record Resource(String content) implements TemplateLocator.TemplateLocation {
        static Optional<TemplateLocator.TemplateLocation> locate(String name) {
            return Optional.of(new Resource(text(name)));
        }

        static String text(String name) {
            try (InputStream file = Objects.requireNonNull(HtmlTemplate.class.getResourceAsStream(name), name)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public Reader read() {
            return new StringReader(content);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }
}
