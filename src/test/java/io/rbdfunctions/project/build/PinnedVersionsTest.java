package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same sources are built from the same parts tomorrow. */
class PinnedVersionsTest {
    private static final String ONE_VERSION = "[0-9]+(\\.[0-9A-Za-z]+)*(-[0-9A-Za-z.]+)?";
    private static final String OWN_VERSION = "${project.version}";

    private final Pom pom = Pom.read();

    @Test
    void everyVersionIsOneAndReleased() {
        List<String> properties = pom.texts("/project/properties/*[contains(name(), '.version')]");

        assertThat(properties).hasSizeGreaterThan(20);
        assertThat(properties)
                .allSatisfy(version -> assertThat(version).matches(ONE_VERSION).doesNotContainIgnoringCase("snapshot"));
    }

    @Test
    void everyVersionThatIsNamedIsAProperty() {
        assertThat(Stream.of("dependency", "plugin", "path", "extension")
                        .flatMap(kind -> pom.texts("//" + kind + "[not(ancestor::rules)]/version").stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(version ->
                        assertThat(version).matches("\\$\\{[a-z-]+\\.version}").isNotEqualTo(OWN_VERSION));
    }

    @Test
    void whatIsBuiltTellsNoTimeOfItsOwn() {
        assertThat(pom.texts("/project/properties/project.build.outputTimestamp"))
                .singleElement()
                .asString()
                .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
    }

    /** Those of other repositories could not be had, or be others', where ours is the usual one. */
    @Test
    void nothingComesFromAnotherRepository() {
        assertThat(pom.nodes("//repositories | //pluginRepositories | //systemPath"))
                .isEmpty();
    }
}
