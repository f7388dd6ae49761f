package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that builds use fixed versions. */
class PinnedVersionsTest {
    private static final String ONE_VERSION = "[0-9]+(\\.[0-9A-Za-z]+)*(-[0-9A-Za-z.]+)?";
    private static final String OWN_VERSION = "${project.version}";

    private final Pom pom = Pom.read();

    @Test
    void everyVersionIsASingleRelease() {
        List<String> properties = pom.texts("/project/properties/*[contains(name(), '.version')]");

        assertThat(properties).hasSizeGreaterThan(20);
        assertThat(properties)
                .allSatisfy(version -> assertThat(version).matches(ONE_VERSION).doesNotContainIgnoringCase("snapshot"));
    }

    @Test
    void everyVersionIsAProperty() {
        assertThat(Stream.of("dependency", "plugin", "path", "extension")
                        .flatMap(kind -> pom.texts("//" + kind + "[not(ancestor::rules)]/version").stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(version ->
                        assertThat(version).matches("\\$\\{[a-z-]+\\.version}").isNotEqualTo(OWN_VERSION));
    }

    @Test
    void theTimestampOfTheBuildIsFixed() {
        assertThat(pom.texts("/project/properties/project.build.outputTimestamp"))
                .singleElement()
                .asString()
                .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
    }

    /** Other repositories can be unavailable or serve other artifacts under the same name. */
    @Test
    void allArtifactsComeFromTheDefaultRepository() {
        assertThat(pom.nodes("//repositories | //pluginRepositories | //systemPath"))
                .isEmpty();
    }
}
