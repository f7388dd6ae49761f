package io.rbdfunctions.operation.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rbdfunctions.operation.audit.RequestContext.Event;
import io.rbdfunctions.operation.outcome.EnumText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line of JSON for each operation: who requested it, how, for which objects, and its result. It contains names
 * and fixed texts, never a key, a token or a parameter. Unknown values are {@code "-"}.
 *
 * <p>Values are cut at {@value #MAX_LENGTH} characters and escaped to printable ASCII, so that a caller cannot inject a line.
 */
final class AuditLog {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.audit");
    private static final int MAX_LENGTH = 256;
    private static final String UNKNOWN = "-";
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AuditLog() {}

    static void write(OperationRecord record) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(record));
        }
    }

    static String line(OperationRecord record) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(json, "time", record.startedAt().toString());
            writeContext(json, record.requestContext());
            write(json, "verb", record.verb());
            write(json, "image", record.subject().image());
            write(json, "volume", record.subject().volume());
            write(json, "claim", record.subject().claim());
            write(json, "outcome", EnumText.label(record.ending()));
            write(json, "reason", record.reason());
            write(json, "action", record.action());
            json.writeNumberField("durationMs", record.duration().toMillis());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeContext(JsonGenerator json, RequestContext context) throws IOException {
        Event event = context.event();
        TraceParent trace = context.trace();
        write(json, "user", context.user());
        write(json, "path", context.path());
        write(json, "eventId", event == null ? null : event.id());
        write(json, "eventType", event == null ? null : event.type());
        write(json, "eventSource", event == null ? null : event.source());
        write(json, "traceId", trace == null ? null : trace.traceId());
        write(json, "about", context.about());
    }

    private static void write(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeStringField(field, value == null || value.isEmpty() ? UNKNOWN : bounded(value));
    }

    /** Replaces DEL, the only control character that Jackson does not escape. */
    private static String bounded(String value) {
        String text = value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH) + "...";
        return text.replace('\u007f', '\ufffd');
    }
}
