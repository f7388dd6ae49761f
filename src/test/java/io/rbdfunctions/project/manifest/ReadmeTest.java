package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the statements of {@code k8s/README.md}. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
    private static final Pattern FILE = Pattern.compile("k8s/[a-z/.-]+");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+) min.* \\| ([\\d.]+) % \\| ([\\d.]+) h \\| (\\d+) min \\|$");
    private static final double STAYS_SECONDS = 90;

    private final String text;

    ReadmeTest() throws IOException {
        text = Files.readString(ManifestTree.ROOT.resolve("README.md"));
    }

    @Test
    void everyMentionedFileExists() {
        assertThat(matches(LINK))
                .hasSizeGreaterThan(10)
                .allSatisfy(link ->
                        assertThat(ManifestTree.ROOT.resolve(link.group(1))).exists());
        assertThat(matches(FILE))
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(Path.of(file.group())).exists());
    }

    @Test
    void everyPartAndInstallationIsMentioned() {
        assertThat(ManifestTree.yaml()
                        .map(file -> ManifestTree.ROOT.relativize(file.getParent()))
                        .distinct())
                .allSatisfy(directory -> assertThat(text).contains("[" + directory + "]"));
    }

    @Test
    void theUptimePerScheduleIsCorrect() {
        List<MatchResult> rows = matches(ROW);

        assertThat(rows).hasSize(4).allSatisfy(row -> {
            double share = Math.min(1, STAYS_SECONDS / (60 * number(row, 1)));
            assertThat(number(row, 2)).isCloseTo(100 * share, within(0.01));
            assertThat(number(row, 3)).isCloseTo(24 * share, within(0.01));
            assertThat(number(row, 4)).isEqualTo(number(row, 1));
        });
    }

    /** The defaults in the table of values match the manifests. */
    @Test
    void theValuesMatchTheManifests() {
        Manifest service = FunctionServiceTest.service(ManifestTree.BASE);
        String template = "/spec/template";
        String container = template + "/spec/containers/0/resources";

        assertThat(value("`min-scale`"))
                .isEqualTo(service.text(template + "/metadata/annotations/autoscaling.knative.dev~1min-scale"));
        assertThat(value("`max-scale`"))
                .isEqualTo(service.text(template + "/metadata/annotations/autoscaling.knative.dev~1max-scale"));
        assertThat(value("`containerConcurrency`")).isEqualTo(service.text(template + "/spec/containerConcurrency"));
        assertThat(value("`timeoutSeconds`")).isEqualTo(service.text(template + "/spec/timeoutSeconds"));
        assertThat(value("memory"))
                .isEqualTo(service.text(container + "/requests/memory") + ", at most "
                        + service.text(container + "/limits/memory"));
        assertThat(value("CPU"))
                .isEqualTo(service.text(container + "/requests/cpu") + ", at most "
                        + service.text(container + "/limits/cpu"));
        assertThat(value("`/tmp`"))
                .isEqualTo(service.text(template + "/spec/volumes/0/emptyDir/sizeLimit") + " in memory");
    }

    @Test
    void theRetriesMatchTheTriggers() {
        assertThat(Kustomization.render(ManifestTree.BASE).stream()
                        .filter(manifest -> manifest.kind().equals("Trigger"))
                        .filter(trigger ->
                                trigger.text("/spec/delivery/backoffPolicy").equals("exponential"))
                        .map(trigger -> "%s, from `%s`, doubled"
                                .formatted(
                                        trigger.text("/spec/delivery/retry"),
                                        trigger.text("/spec/delivery/backoffDelay"))))
                .hasSize(3)
                .containsOnly(value("`retry`, `backoffDelay`"));
    }

    /** Returns the second column of the row. */
    private String value(String name) {
        return text.lines()
                .filter(line -> line.startsWith("| " + name + " | "))
                .map(line -> line.split(" \\| ", 3)[1])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSubscriptionIsValid() {
        Manifest subscription = new Manifest(block("kind: Subscription"));

        assertThat(ManifestCheck.all().problems(subscription)).isEmpty();
        assertThat(Kustomization.render(ManifestTree.BASE))
                .anyMatch(manifest -> manifest.isNamed(
                        "messaging.knative.dev/v1/Channel",
                        subscription.namespace(),
                        subscription.text("/spec/channel/name")));
    }

    @Test
    void thePatchForKafkaMakesAValidBroker() {
        JsonNode patch = block("kafka-broker-config").path("patches").get(0);
        Manifest broker = Kustomization.render(ManifestTree.BASE).stream()
                .filter(manifest ->
                        manifest.kind().equals(patch.at("/target/kind").asText()))
                .filter(manifest ->
                        manifest.name().equals(patch.at("/target/name").asText()))
                .findFirst()
                .orElseThrow();

        Manifest patched = new Manifest(
                (ObjectNode) JsonPatch.apply(Yaml.document(patch.path("patch").asText()), broker.document()));

        assertThat(ManifestCheck.all().problems(patched)).isEmpty();
        assertThat(patched.text("/metadata/annotations/eventing.knative.dev~1broker.class"))
                .isEqualTo("Kafka");
    }

    private ObjectNode block(String words) {
        return matches(BLOCK).stream()
                .map(block -> block.group(1))
                .filter(block -> block.contains(words))
                .map(block -> Yaml.documents(block).getFirst())
                .findFirst()
                .orElseThrow();
    }

    private List<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    private static double number(MatchResult row, int group) {
        return Double.parseDouble(row.group(group));
    }
}
