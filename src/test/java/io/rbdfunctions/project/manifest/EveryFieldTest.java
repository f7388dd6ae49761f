package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks detect a misspelt name or a wrong type of every field of every manifest. */
class EveryFieldTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ManifestCheck CHECK = ManifestCheck.all();

    /** Maps with arbitrary keys. */
    private static final Set<String> FREE =
            Set.of("annotations", "labels", "parameters", "data", "attributes", "limits", "requests", "matchLabels");

    /** Fields that accept numbers and strings. */
    private static final Set<String> NUMBER_OR_TEXT = Set.of("port", "sizeLimit", "cpu", "memory", "storage");

    static Stream<Manifest> manifests() {
        return ManifestTree.allObjects().stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aMisspeltFieldIsDetected(Manifest manifest) {
        assertThat(undetected(
                        manifest,
                        EveryFieldTest::hasFixedName,
                        (parent, field) -> parent.set(field + "x", parent.remove(field))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aListInPlaceOfAnotherValueIsDetected(Manifest manifest) {
        assertThat(undetected(
                        manifest,
                        pointer -> !manifest.document().at(pointer).isArray(),
                        (parent, field) -> parent.set(field, JSON.arrayNode().add(true))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aNumberInPlaceOfAStringIsDetected(Manifest manifest) {
        assertThat(undetected(
                        manifest,
                        pointer -> isText(manifest, pointer),
                        (parent, field) -> parent.set(field, JSON.numberNode(7))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aStringInPlaceOfAnotherValueIsDetected(Manifest manifest) {
        assertThat(undetected(
                        manifest,
                        pointer -> !manifest.document().at(pointer).isTextual()
                                && !NUMBER_OR_TEXT.contains(nameOf(pointer)),
                        (parent, field) -> parent.set(field, JSON.textNode("text"))))
                .isEmpty();
    }

    private interface Change {
        void make(ObjectNode parent, String field);
    }

    /** The fields whose change no check detects. */
    private static List<JsonPointer> undetected(Manifest manifest, Predicate<JsonPointer> chosen, Change change) {
        return fields(manifest.document(), JsonPointer.empty()).stream()
                .filter(chosen)
                .filter(pointer -> {
                    Manifest changed = manifest.copy();
                    change.make((ObjectNode) changed.document().at(pointer.head()), nameOf(pointer));
                    return CHECK.problems(changed).isEmpty();
                })
                .toList();
    }

    private static List<JsonPointer> fields(JsonNode node, JsonPointer here) {
        List<JsonPointer> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonPointer pointer = here.appendProperty(field.getKey());
                found.add(pointer);
                found.addAll(fields(field.getValue(), pointer));
            });
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                found.addAll(fields(array.get(index), here.appendIndex(index)));
            }
        }
        return found;
    }

    private static boolean hasFixedName(JsonPointer pointer) {
        return !FREE.contains(nameOf(pointer.head()));
    }

    private static boolean isText(Manifest manifest, JsonPointer pointer) {
        return manifest.document().at(pointer).isTextual() && !NUMBER_OR_TEXT.contains(nameOf(pointer));
    }

    /** The last part of a pointer; empty for the root. */
    private static String nameOf(JsonPointer pointer) {
        return pointer.matches() ? "" : String.valueOf(pointer.last().getMatchingProperty());
    }
}
