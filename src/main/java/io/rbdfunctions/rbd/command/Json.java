package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.rbd.command.RbdCommand.UnreadableAnswerException;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the output of {@code rbd --format json}. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    private Json() {}

    /** Some commands print nothing instead of an empty list: returns a missing node for that. */
    static JsonNode tree(String output) {
        try {
            return MAPPER.readTree(output);
        } catch (JsonProcessingException unreadable) {
            throw new UnreadableAnswerException(unreadable);
        }
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        return array.valueStream().map(read).toList();
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }

    static @Nullable String textOrNull(JsonNode object, String field) {
        return object.path(field).textValue();
    }

    /** The pool of another image, with its namespace: {@code pool} or {@code pool/namespace}. */
    static String pool(JsonNode image) {
        return PoolSpec.text(text(image, "pool"), text(image, "pool_namespace"));
    }

    /** Returns {@link Long#MAX_VALUE} for a number that does not fit a long. */
    static long number(JsonNode object, String field) {
        JsonNode number = object.path(field);
        if (!number.isIntegralNumber()) {
            throw new UnreadableAnswerException(new NoSuchElementException("no number " + field));
        }
        return number.isBigInteger() ? Long.MAX_VALUE : number.asLong();
    }

    /** Reads a time in the format of C's asctime. The process runs with {@code TZ=UTC}. */
    static Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException unreadable) {
            throw new UnreadableAnswerException(unreadable);
        }
    }

    /** {@code rbd} prints some booleans as text. */
    static boolean isTrue(JsonNode object, String field) {
        return object.path(field).asText().equals("true");
    }
}
