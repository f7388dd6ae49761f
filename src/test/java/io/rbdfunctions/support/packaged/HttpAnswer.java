package io.rbdfunctions.support.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the function answered, and after how long. */
public record HttpAnswer(int status, JsonNode body, Duration time) {

    public long millis() {
        return time.toMillis();
    }

    /** The text at a JSON pointer; empty where there is none. */
    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    public long number(String pointer) {
        return body.at(pointer).longValue();
    }

    /** This, when it has the status. */
    public HttpAnswer require(int wanted) {
        ExpectationException.require(status == wanted, "status %d in place of %d: %s".formatted(status, wanted, body));
        return this;
    }
}
