package io.rbdfunctions.function.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reply event for a refused request, in the JSON format of CloudEvents. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        String datacontenttype,
        ProblemDocument data) {

    public static RefusedEvent of(EventRequest event, @Nullable String subject, ProblemDocument document) {
        return new RefusedEvent(
                "1.0",
                event.replyId(Endpoint.REFUSED),
                Endpoint.SOURCE,
                Endpoint.REFUSED,
                subject,
                MediaType.JSON.toString(),
                document);
    }

    /** The attributes, which are headers in binary mode. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", specversion);
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", type);
        if (subject != null) {
            attributes.put("subject", subject);
        }
        return attributes;
    }
}
