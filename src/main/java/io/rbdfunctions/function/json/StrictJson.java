package io.rbdfunctions.function.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON that has one meaning only: UTF-8, one object, no field twice, nothing behind it. And not too much of it: a
 * body of 1 MiB has room for half a million values, whose tree would take many times its size.
 */
public final class StrictJson {
    private static final int DEEPEST = 64;
    private static final int MOST_TOKENS = 10_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictJson() {}

    /** The object; throws {@link ProblemException} that tells where reading ended, without quoting the text. */
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            throw unreadable("the body is empty: send one JSON object");
        }
        try {
            JsonNode node = READER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw unreadable("the body must be one JSON object");
        } catch (CharacterCodingException _) {
            throw unreadable("the body is not UTF-8");
        } catch (JsonProcessingException malformed) {
            throw unreadable(describe(malformed));
        }
    }

    private static String describe(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        if (malformed instanceof StreamConstraintsException) {
            return "the JSON is nested too deeply, holds too many values, or too long a one" + where;
        }
        if (malformed.getOriginalMessage().startsWith("Duplicate")) {
            return "a field is given twice" + where;
        }
        return "the body is not one well-formed JSON object" + where;
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ProblemKind.UNREADABLE, detail);
    }
}
