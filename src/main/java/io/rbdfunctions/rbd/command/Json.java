package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.rbd.value.UnreadableAnswerException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@code rbd --format json} writes, as trees: no class needs registering for that in a native image. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Some commands write nothing at all where others write an empty list; both read as "missing". */
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

    /** A number of bytes or objects; what does not fit a long, as after an overflow in rbd, reads as the largest. */
    static long number(JsonNode object, String field) {
        JsonNode number = object.path(field);
        if (!number.isIntegralNumber()) {
            throw new UnreadableAnswerException(new NoSuchElementException("no number " + field));
        }
        return number.isBigInteger() ? Long.MAX_VALUE : number.asLong();
    }

    /** rbd writes booleans as text in places. */
    static boolean isTrue(JsonNode object, String field) {
        return object.path(field).asText().equals("true");
    }
}
