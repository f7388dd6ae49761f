package io.rbdfunctions.function;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import io.rbdfunctions.function.reply.StatusReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The page of how things stand. Made of what the JSON is made of, so that both say the same. It is not a template of
 * Quarkus's: those are read at the start, which has no time for it.
 */
final class StatusPage {
    private static final String HTML = "text/html";
    private static final String SOURCE = "status.html";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Template template;

    private StatusPage(Template template) {
        this.template = template;
    }

    static StatusPage load() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .build();
        return new StatusPage(engine.parse(source(), Variant.forContentType(HTML)));
    }

    String render(StatusReply state, ObjectMapper mapper) {
        return template.data("state", mapper.convertValue(state, MAP)).render();
    }

    private static String source() {
        try (InputStream source = Objects.requireNonNull(StatusPage.class.getResourceAsStream(SOURCE), SOURCE)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
