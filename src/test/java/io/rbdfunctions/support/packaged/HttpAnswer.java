package io.rbdfunctions.support.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** An answer of the function and its duration. */
public record HttpAnswer(int status, JsonNode body, Duration time) {

    public long millis() {
        return time.toMillis();
    }

    /** The text at a JSON pointer, or an empty string. */
    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    public long number(String pointer) {
        return body.at(pointer).longValue();
    }

    /** Returns this answer if it has the status; fails otherwise. */
    public HttpAnswer require(int expected) {
        ExpectationException.require(
                status == expected, "status %d in place of %d: %s".formatted(status, expected, body));
        return this;
    }
}
