package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks find every planted error. */
class PlantedErrorsTest {
    private static final ManifestCheck CHECK = ManifestCheck.all();
    private static final List<Manifest> SOUND = ManifestTree.allObjects();

    /** An error, the type of the object, and the text that the problem must contain. */
    record Planted(String type, String error, String says, JsonNode patch) {

        static Planted of(JsonNode row) {
            return new Planted(
                    row.required("in").asText(),
                    row.required("error").asText(),
                    row.required("says").asText(),
                    row.required("patch"));
        }
    }

    static Stream<Planted> errors() {
        try {
            String table = Files.readString(Path.of("src/test/resources/manifests/planted.yaml"));
            return StreamSupport.stream(Yaml.document(table).spliterator(), false)
                    .map(Planted::of);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Stream<String> types() {
        return SOUND.stream().map(Manifest::type).distinct();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyPlantedErrorIsReportedWithItsField(Planted planted) {
        // Given
        Manifest sound = SOUND.stream()
                .filter(manifest -> manifest.is(planted.type()))
                .findFirst()
                .orElseThrow();
        assertThat(CHECK.problems(sound)).isEmpty();

        // When
        Manifest broken = new Manifest((ObjectNode) JsonPatch.apply(planted.patch(), sound.document()));

        // Then
        assertThat(CHECK.problems(broken))
                .anySatisfy(problem -> assertThat(problem).contains(planted.says()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyKindHasAnErrorOfEachCategory(String type) {
        assertThat(errors().filter(planted -> planted.type().equals(type)).map(Planted::error))
                .contains("misspelt", "type", "missing", "value");
    }

    @Test
    void anUnknownKindIsRejected() {
        Manifest unknown = new Manifest(Yaml.documents("{apiVersion: v2, kind: Claim, metadata: {name: a}}")
                .getFirst());

        assertThat(CHECK.problems(unknown)).hasSize(3);
    }
}
