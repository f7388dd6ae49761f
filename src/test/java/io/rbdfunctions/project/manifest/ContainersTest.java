package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers have only the privileges that they need on their node. */
class ContainersTest {
    private static final Set<String> VOLUMES_BESIDE_THE_DISK =
            Set.of("emptyDir", "secret", "projected", "persistentVolumeClaim");

    /** The pod templates of objects of any kind. */
    static Stream<JsonNode> pods() {
        return ManifestTree.allObjects().stream()
                .flatMap(manifest -> manifest.document().findParents("containers").stream());
    }

    @ParameterizedTest
    @MethodSource("pods")
    void runsWithoutRootAndCapabilities(JsonNode pod) {
        assertThat(containers(pod)).isNotEmpty().allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("privileged").asBoolean()).isFalse();
            assertThat(context.path("capabilities")).isEqualTo(Yaml.document("{drop: [ALL]}"));
            assertThat(context.path("seccompProfile")).isEqualTo(Yaml.document("{type: RuntimeDefault}"));
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void writesToMemoryAndItsClaimsOnly(JsonNode pod) {
        assertThat(containers(pod))
                .allSatisfy(container -> assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue());
        assertThat(list(pod, "volumes")).allSatisfy(volume -> {
            assertThat(sources(volume)).isNotEmpty().isSubsetOf(VOLUMES_BESIDE_THE_DISK);
            if (volume.has("emptyDir")) {
                assertThat(volume.at("/emptyDir/medium").asText()).isEqualTo("Memory");
                assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void sharesNoNamespaceWithItsNode(JsonNode pod) {
        assertThat(List.of("hostNetwork", "hostPID", "hostIPC"))
                .allSatisfy(host -> assertThat(pod.path(host).asBoolean()).isFalse());
    }

    private static List<JsonNode> containers(JsonNode pod) {
        return Stream.of("containers", "initContainers")
                .flatMap(kind -> list(pod, kind).stream())
                .toList();
    }

    private static List<JsonNode> list(JsonNode pod, String field) {
        return StreamSupport.stream(pod.path(field).spliterator(), false).toList();
    }

    private static Set<String> sources(JsonNode volume) {
        return volume.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !field.equals("name"))
                .collect(Collectors.toSet());
    }
}
