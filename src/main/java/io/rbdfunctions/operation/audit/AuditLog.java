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
 * Writes one line of JSON for each operation that ended: who asked, by what, for what, and how it ended. Names and words
 * of ours only, never a key, a token or a parameter. What is unknown is {@code "-"}.
 *
 * <p>Text from outside is cut at {@value #LONGEST} characters, and all of it is written in printable ASCII, so that nobody
 * can write a line of their own.
 */
final class AuditLog {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.audit");
    private static final int LONGEST = 256;
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
            write(json, "time", record.begun().toString());
            writeOrigin(json, record.requestContext());
            write(json, "verb", record.verb());
            write(json, "image", record.subject().image());
            write(json, "volume", record.subject().volume());
            write(json, "claim", record.subject().claim());
            write(json, "outcome", EnumText.label(record.ending()));
            write(json, "reason", record.reason());
            write(json, "action", record.action());
            json.writeNumberField("durationMs", record.took().toMillis());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeOrigin(JsonGenerator json, RequestContext requestContext) throws IOException {
        Event event = requestContext.event();
        write(json, "user", requestContext.user());
        write(json, "path", requestContext.path());
        write(json, "eventId", event == null ? null : event.id());
        write(json, "eventType", event == null ? null : event.type());
        write(json, "eventSource", event == null ? null : event.source());
        write(
                json,
                "traceId",
                requestContext.trace() == null ? null : requestContext.trace().traceId());
        write(json, "about", requestContext.about());
    }

    private static void write(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeStringField(field, value == null || value.isEmpty() ? UNKNOWN : bounded(value));
    }

    /** Jackson escapes all control characters but the one at the end of ASCII. */
    private static String bounded(String value) {
        String text = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return text.replace('\u007f', '\ufffd');
    }
}
