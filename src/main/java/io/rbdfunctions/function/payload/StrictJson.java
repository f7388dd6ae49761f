package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Parses a body that must be one JSON object in UTF-8, without duplicate fields or trailing text. The number of tokens is
 * limited, because the tree of a 1 MiB body with half a million values would take many times its size.
 */
public final class StrictJson {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** At the end of what the parser accepted. Matches only a bounded number of blanks, to bound the time. */
    private static final Pattern TRAILING_COMMA = Pattern.compile(",[ \\t\\r\\n]{0,100}+[}\\]]$");

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
        String text = text(body);
        try {
            if (READER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw malformed("the body must be one JSON object");
        } catch (JsonProcessingException invalid) {
            throw malformed(describe(invalid, text));
        }
    }

    private static String text(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("the body is not UTF-8");
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw malformed("the body begins with a byte order mark: send it without one");
        }
        return text;
    }

    private static String describe(JsonProcessingException invalid, String text) {
        JsonLocation at = invalid.getLocation();
        String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        if (invalid instanceof StreamConstraintsException) {
            return "the JSON is nested too deeply, has too many values, or a value that is too long" + where;
        }
        if (invalid.getOriginalMessage().startsWith("Duplicate")) {
            return "a field is duplicated" + where;
        }
        if (invalid.getOriginalMessage().startsWith("Trailing token")) {
            return "a second value follows the JSON object: send one object per request" + where;
        }
        if (at != null && TRAILING_COMMA.matcher(text).region(0, end(at, text)).find()) {
            return "a comma stands before a closing bracket: remove it" + where;
        }
        return "the body is not one well-formed JSON object" + where;
    }

    /** The end of the character at which the parser stopped. */
    private static int end(JsonLocation at, String text) {
        return Math.clamp(at.getCharOffset() + 1, 0, text.length());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, detail);
    }
}
