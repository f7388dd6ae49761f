package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.problem.ProblemDocument;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The responses of calls that did not succeed: one for each status, with the types of problems that have it. */
final class ProblemResponses {
    private final Map<Integer, String> descriptions = Arrays.stream(ProblemKind.values())
            .filter(kind -> kind != ProblemKind.CLIENT_DISCONNECTED)
            .map(kind -> ProblemDocument.of(new ProblemException(kind, "x").problem(), kind.status(false), "/"))
            .collect(Collectors.groupingBy(
                    ProblemDocument::status,
                    TreeMap::new,
                    Collectors.mapping(
                            problem -> "`%s`: %s.".formatted(problem.type(), problem.title()),
                            Collectors.joining(" "))));

    private final ReplySchemas schemas;

    ProblemResponses(ReplySchemas schemas) {
        this.schemas = schemas;
    }

    void addTo(ObjectNode responses) {
        descriptions
                .keySet()
                .forEach(status ->
                        responses.putObject(status.toString()).put("$ref", "#/components/responses/" + name(status)));
    }

    ObjectNode components() {
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        descriptions.forEach((status, text) -> components
                .putObject(name(status))
                .put("description", text)
                .putObject("content")
                .putObject(ProblemDocument.MEDIA_TYPE)
                .set("schema", schemas.reference(ProblemDocument.class)));
        return components;
    }

    private static String name(int status) {
        return "Problem" + status;
    }
}
