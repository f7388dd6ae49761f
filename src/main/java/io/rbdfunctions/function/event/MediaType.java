package io.rbdfunctions.function.event;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import java.util.List;
import java.util.Locale;

/** The media types of bodies. */
public enum MediaType {
    JSON("application/json"),
    EVENT("application/cloudevents+json");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    /**
     * Reads the values of all Content-Type headers.
     *
     * @throws ProblemException unless there is exactly one, with a supported type and charset
     */
    public static MediaType of(List<String> headers) {
        if (headers.size() != 1) {
            throw unsupported();
        }
        String[] parts = headers.getFirst().toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replaceAll("[\\s\"]", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw unsupported();
            }
        }
        for (MediaType type : values()) {
            if (type.text.equals(parts[0].strip())) {
                return type;
            }
        }
        throw unsupported();
    }

    private static ProblemException unsupported() {
        return new ProblemException(
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                "send application/json, or a single CloudEvent as application/cloudevents+json, in UTF-8");
    }

    /** The type in lower case and without parameters, as Funqy expects it. */
    @Override
    public String toString() {
        return text;
    }
}
