package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README leads from nothing to a running pod in a few commands, beside those for Ceph. */
class QuickstartTest {
    private static final int MOST_COMMANDS = 5;

    private final Page readme = Page.read(Path.of("README.md"));

    @Test
    void withAnOwnImageItTakesFiveCommandsAtMost() {
        assertThat(commands().filter(command -> !isOfRelease(command)))
                .hasSizeLessThanOrEqualTo(MOST_COMMANDS)
                .first()
                .asString()
                .startsWith("docker build ");
        assertThat(commands().toList().getLast()).startsWith("kubectl wait --for=condition=Ready pod/quickstart");
    }

    @Test
    void withAReleaseItTakesThree() {
        List<String> commands = commands().toList();
        int release = commands.indexOf(commands.stream()
                .filter(QuickstartTest::isOfRelease)
                .findFirst()
                .orElseThrow());

        assertThat(commands.subList(release, commands.size())).hasSize(3);
        assertThat(commands.get(release + 1)).isEqualTo("kubectl apply -k " + ManifestTree.QUICKSTART_CEPH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/quickstart-ceph", "examples/quickstart-rook"})
    void itEndsInAPodThatHasTheVolumeMounted(String directory) {
        var pod = Kustomization.render(ManifestTree.ROOT.resolve(directory)).stream()
                .filter(manifest -> manifest.isNamed("v1/Pod", "default", "quickstart"))
                .findFirst()
                .orElseThrow();

        assertThat(pod.at("/spec/containers/0/volumeMounts").findValuesAsText("name"))
                .containsExactlyElementsOf(pod.at("/spec/volumes").findValuesAsText("name"));
        assertThat(pod.at("/spec/containers/0/readinessProbe/exec/command").toString())
                .contains(pod.text("/spec/containers/0/volumeMounts/0/mountPath"));
    }

    private static boolean isOfRelease(String command) {
        return command.contains("/releases/download/");
    }

    /** The commands of the section "Install", in order. */
    private Stream<String> commands() {
        int begin = readme.lines().indexOf("## Install");
        int end = readme.lines().indexOf("## First call");
        assertThat(begin).isPositive().isLessThan(end);
        return readme.blocks().stream()
                .filter(block -> block.line() > begin && block.line() < end)
                .flatMap(block -> block.text().lines());
    }
}
