package io.rbdfunctions.function.payload;

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
 * Parses a body that must be one JSON object in UTF-8, without duplicate fields or trailing text. The number of tokens is
 * limited, because the tree of a 1 MiB body with half a million values would take many times its size.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TOKENS = 10_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictJson() {}

    /**
     * Parses a JSON object.
     *
     * @throws ProblemException with the position of the error, without any part of the body
     */
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            throw malformed("the body is empty: send one JSON object");
        }
        try {
            JsonNode node = READER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed("the body must be one JSON object");
        } catch (CharacterCodingException _) {
            throw malformed("the body is not UTF-8");
        } catch (JsonProcessingException invalid) {
            throw malformed(describe(invalid));
        }
    }

    private static String describe(JsonProcessingException invalid) {
        JsonLocation at = invalid.getLocation();
        String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        if (invalid instanceof StreamConstraintsException) {
            return "the JSON is nested too deeply, has too many values, or a value that is too long" + where;
        }
        if (invalid.getOriginalMessage().startsWith("Duplicate")) {
            return "a field is duplicated" + where;
        }
        return "the body is not one well-formed JSON object" + where;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, detail);
    }
}
