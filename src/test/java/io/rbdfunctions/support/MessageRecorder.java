package io.rbdfunctions.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds each problem document and each Event that any test of the application gets to {@code target/messages.md}, once. Tests of
 * several applications share the file, which therefore has what is already recorded.
 */
public final class MessageRecorder {
    private static final Path FILE = MessageBook.PARTS.resolve("tests.md");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> KNOWN = known();

    /** What differs from run to run, in this order; and what hostile requests are made of. */
    private static final List<Map.Entry<String, String>> VARYING = List.of(
            Map.entry("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"),
            Map.entry("\\b\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"),
            Map.entry("127\\.0\\.0\\.1:\\d+(/\\d+)?", "ADDRESS"),
            Map.entry("\\b(pool|class|ns|shop)-[0-9a-z]+(-[0-9a-z]+)?", "$1"),
            Map.entry("\\b(?=[0-9a-f]*\\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,16}\\b", "ID"),
            Map.entry("0x[0-9a-f]+", "POINTER"),
            Map.entry("\\((line) \\d+, (column) \\d+\\)", "($1 N, $2 N)"),
            Map.entry("(.)\\1{40,}", "$1..."));

    private MessageRecorder() {}

    /** Records a body of the type {@code application/problem+json}. */
    public static void problem(String body) {
        try {
            JsonNode problem = MAPPER.readTree(body);
            String type = problem.path("type").asText();
            String kind =
                    "%s %s: ".formatted(problem.path("status").asText(), type.substring(type.lastIndexOf(':') + 1));
            if (problem.path("violations").isEmpty()) {
                record(kind + problem.path("detail").asText());
            }
            problem.path("violations").forEach(violation -> record(kind + textOf(violation)));
        } catch (JsonProcessingException _) {
            // Some tests get only the beginning of a reply.
        }
    }

    /** Unknown fields and options of hostile requests have any name. */
    private static String textOf(JsonNode violation) {
        String message = violation.path("message").asText();
        boolean isUnknown = message.startsWith("is unknown") || message.startsWith("invalid option");
        return "%s: %s"
                .formatted(
                        isUnknown ? "FIELD" : violation.path("field").asText(),
                        isUnknown ? message.replaceFirst("\"[^\"]*\"", "NAME") : message);
    }

    /** Records an Event of the functions. */
    public static void event(String kind, String type, String reason, String message) {
        record("%s %s %s: %s".formatted(type, kind, reason, message));
    }

    private static synchronized void record(String message) {
        String constant = message;
        for (Map.Entry<String, String> varying : VARYING) {
            constant = constant.replaceAll(varying.getKey(), varying.getValue());
        }
        if (KNOWN.add("* " + constant.replace("\n", " "))) {
            append("* " + constant.replace("\n", " ") + "\n");
        }
    }

    private static void append(String line) {
        try {
            Files.createDirectories(MessageBook.PARTS);
            Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> known() {
        Runtime.getRuntime().addShutdownHook(new Thread(MessageBook::combine));
        if (!Files.exists(FILE)) {
            append("# messages of all tests\n\n");
        }
        try {
            return new HashSet<>(Files.readAllLines(FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
