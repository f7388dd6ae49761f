package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A path of kustomize to a field of objects, such as {@code spec.containers.*.env.[name=A].value}.
 *
 * @param parents the steps to the objects that have the field: names, {@code *} for all elements of a list, or
 *     {@code [field=value]} for some of them
 */
record FieldPath(List<String> parents, String field) {
    private static final Pattern DOT = Pattern.compile("\\.(?![^\\[]*])");
    private static final Pattern ELEMENT = Pattern.compile("\\[([A-Za-z]+)=([^]]+)]");

    static FieldPath parse(String text) {
        List<String> steps = DOT.splitAsStream(text).toList();
        return new FieldPath(steps.subList(0, steps.size() - 1), steps.getLast());
    }

    /** The objects that have the field, or could have it. */
    List<ObjectNode> holders(JsonNode document) {
        Stream<JsonNode> found = Stream.of(document);
        for (String step : parents) {
            found = found.flatMap(node -> follow(step, node));
        }
        return found.map(ObjectNode.class::cast).toList();
    }

    private static Stream<JsonNode> follow(String step, JsonNode node) {
        Matcher element = ELEMENT.matcher(step);
        if (element.matches()) {
            return elements(node)
                    .filter(each -> each.path(element.group(1)).asText().equals(element.group(2)));
        }
        return step.equals("*") ? elements(node) : Stream.of(node.path(step)).filter(JsonNode::isContainerNode);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
