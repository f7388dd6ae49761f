package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.project.build.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials lists all parts of the application. */
class BillOfMaterialsIT {
    private static final Path BILL = Path.of("target", "bom.json");
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");

    private final JsonNode bill;

    BillOfMaterialsIT() throws IOException {
        assumeThat(BILL)
                .as("the bill of materials, which Maven does not make offline")
                .exists();
        bill = new ObjectMapper().readTree(BILL.toFile());
    }

    @Test
    void describesThisApplication() {
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("rbd-functions");
        assertThat(bill.at("/metadata/component/version").asText())
                .isEqualTo(Pom.read().texts("/project/version").getFirst());
    }

    @Test
    void listsEveryDirectDependencyWithItsVersion() {
        List<String> listed = components()
                .filter(component -> component.path("version").asText().matches("[0-9].*"))
                .filter(component -> component.path("purl").asText().startsWith("pkg:maven/"))
                .map(component -> component.path("group").asText() + ":"
                        + component.path("name").asText())
                .toList();

        assertThat(Pom.read().dependencies()).hasSizeGreaterThan(5).isSubsetOf(listed);
    }

    @Test
    void listsEveryPackagedJar() throws IOException {
        Set<String> listed = components()
                .map(component -> "%s.%s-%s.jar"
                        .formatted(
                                component.path("group").asText(),
                                component.path("name").asText(),
                                component.path("version").asText()))
                .collect(Collectors.toSet());

        assertThat(jars()).hasSizeGreaterThan(100).isSubsetOf(listed);
    }

    @Test
    void hasAChecksumOfEachComponent() {
        assertThat(components())
                .allSatisfy(component -> assertThat(component
                                .path("hashes")
                                .valueStream()
                                .map(hash -> hash.path("alg").asText()))
                        .contains("SHA-256"));
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    private Stream<JsonNode> components() {
        return bill.path("components").valueStream();
    }
}
