package io.rbdfunctions.function;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import io.rbdfunctions.status.StatusReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Renders the status report as HTML, from its JSON form. The template is parsed when this class is first used; Quarkus would
 * parse its own templates at startup.
 */
final class StatusPage {
    private static final String HTML = "text/html";
    private static final String SOURCE = "status.html";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private static final Template TEMPLATE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .build()
            .parse(source(), Variant.forContentType(HTML));

    private StatusPage() {}

    static String render(StatusReport status, ObjectMapper mapper) {
        return TEMPLATE.data("status", mapper.convertValue(status, MAP)).render();
    }

    private static String source() {
        try (InputStream source = Objects.requireNonNull(StatusPage.class.getResourceAsStream(SOURCE), SOURCE)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
