package io.rbdfunctions.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** What the function answered, and after how long. */
record Answer(int status, JsonNode body, long millis) {

    /** The text at a JSON pointer; empty where there is none. */
    String text(String pointer) {
        return body.at(pointer).asText();
    }

    long number(String pointer) {
        return body.at(pointer).longValue();
    }

    /** This, when it has the status. */
    Answer require(int wanted) {
        DemoException.require(status == wanted, "status %d in place of %d: %s".formatted(status, wanted, body));
        return this;
    }
}
