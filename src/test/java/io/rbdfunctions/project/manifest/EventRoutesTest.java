package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events reach the function and how. */
class EventRoutesTest {
    private static final String SERVICE = "serving.knative.dev/v1/Service";
    private static final String BROKER = "eventing.knative.dev/v1/Broker";
    private static final String CHANNEL = "messaging.knative.dev/v1/Channel";
    private static final String TRIGGER = "eventing.knative.dev/v1/Trigger";
    private static final String WATCH = "sources.knative.dev/v1/ApiServerSource";
    private static final String PING = "sources.knative.dev/v1/PingSource";

    static Stream<Path> installations() {
        return ManifestTree.installations().stream();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyReferencedObjectExists(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);

        assertThat(manifests)
                .flatMap(manifest -> manifest.document().findValues("ref"))
                .hasSizeGreaterThan(1)
                .allSatisfy(reference -> assertThat(manifests)
                        .anyMatch(manifest -> manifest.isNamed(typeOf(reference), "rbd-functions", nameOf(reference))));
        assertThat(all(TRIGGER, manifests))
                .allSatisfy(trigger -> assertThat(manifests)
                        .anyMatch(manifest ->
                                manifest.isNamed(BROKER, trigger.namespace(), trigger.text("/spec/broker"))));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void sourcesWatchClaimsAndVolumesOfAllNamespaces(Path installation) {
        List<Manifest> sources = all(WATCH, Kustomization.render(installation));

        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            assertThat(source.text("/spec/mode")).isEqualTo("Resource");
            assertThat(source.at("/spec/namespaceSelector").isObject()).isTrue();
            assertThat(source.at("/spec/namespaceSelector")).isEmpty();
        });
        assertThat(sources)
                .flatMap(source -> source.list("/spec/resources"))
                .extracting(resource -> resource.path("apiVersion").asText() + "/"
                        + resource.path("kind").asText())
                .containsExactlyInAnyOrderElementsOf(kinds(installation));
    }

    private static List<String> kinds(Path installation) {
        List<String> kinds = new ArrayList<>(List.of("v1/PersistentVolumeClaim", "v1/PersistentVolume"));
        if (installation.equals(ManifestTree.ATTACHER)) {
            kinds.add("storage.k8s.io/v1/VolumeAttachment");
        }
        if (installation.equals(ManifestTree.SNAPSHOTS)) {
            kinds.add("snapshot.storage.k8s.io/v1/VolumeSnapshotContent");
        }
        return kinds;
    }

    @Test
    void sourcesSendToTheBroker() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.BASE);

        assertThat(sinks(manifests)).containsExactly(BROKER, BROKER);
    }

    @Test
    void sourcesSendToTheFunctionWithoutABroker() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.DIRECT);

        assertThat(sinks(manifests)).containsExactly(SERVICE, SERVICE);
        assertThat(all(BROKER, manifests)).isEmpty();
        assertThat(all(TRIGGER, manifests)).isEmpty();
        assertThat(all(CHANNEL, manifests)).isEmpty();
    }

    @Test
    void triggersPassOnlyRelevantEvents() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.BASE);

        assertThat(all(TRIGGER, manifests))
                .extracting(EventRoutesTest::filter)
                .containsExactlyInAnyOrder(
                        Map.of("type", "dev.knative.apiserver.resource.add", "kind", "PersistentVolumeClaim"),
                        Map.of("type", "dev.knative.apiserver.resource.update", "kind", "PersistentVolumeClaim"),
                        Map.of("type", "dev.knative.apiserver.resource.update", "kind", "PersistentVolume"),
                        Map.of("type", "dev.knative.sources.ping"));
    }

    /** Deleted objects of these kinds start no function. */
    @ParameterizedTest
    @CsvSource({"overlays/attacher, VolumeAttachment", "overlays/snapshots, VolumeSnapshotContent"})
    void triggersOfAnOptionalPartPassItsNewAndChangedObjectsToo(String overlay, String kind) {
        Path installation = ManifestTree.ROOT.resolve(overlay);
        List<Map<String, String>> filters = all(TRIGGER, Kustomization.render(installation)).stream()
                .map(EventRoutesTest::filter)
                .toList();

        assertThat(filters)
                .hasSize(6)
                .contains(
                        Map.of("type", "dev.knative.apiserver.resource.add", "kind", kind),
                        Map.of("type", "dev.knative.apiserver.resource.update", "kind", kind))
                .containsAll(all(TRIGGER, Kustomization.render(ManifestTree.BASE)).stream()
                        .map(EventRoutesTest::filter)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("installations")
    void eventsArriveAtTheRootOfTheFunction(Path installation) {
        assertThat(all(TRIGGER, Kustomization.render(installation))).allSatisfy(trigger -> {
            assertThat(typeOf(trigger.at("/spec/subscriber/ref"))).isEqualTo(SERVICE);
            assertThat(trigger.at("/spec/subscriber/uri").isMissingNode()).isTrue();
        });
    }

    @Test
    void theBrokerDeliversConcurrently() {
        Manifest broker = only(BROKER, Kustomization.render(ManifestTree.BASE));

        assertThat(broker.text("/metadata/annotations/messaging.knative.dev~1async-handler"))
                .isEqualTo("true");
    }

    /** A dead letter must not return through the Broker or go to an unreachable target. */
    @ParameterizedTest
    @MethodSource("installations")
    void everyTriggerRetriesAndThenSendsToTheDeadLetterChannel(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);
        Duration answer = Duration.ofSeconds(only(SERVICE, manifests)
                .at("/spec/template/spec/timeoutSeconds")
                .asLong());

        assertThat(all(TRIGGER, manifests)).allSatisfy(trigger -> {
            assertThat(typeOf(trigger.at("/spec/delivery/deadLetterSink/ref"))).isEqualTo(CHANNEL);
            assertThat(trigger.at("/spec/delivery/retry").asInt()).isPositive();
            assertThat(Duration.parse(trigger.text("/spec/delivery/timeout"))).isGreaterThan(answer);
        });
    }

    private static List<String> sinks(List<Manifest> manifests) {
        return Stream.of(WATCH, PING)
                .map(source -> typeOf(only(source, manifests).at("/spec/sink/ref")))
                .toList();
    }

    private static Map<String, String> filter(Manifest trigger) {
        return trigger.at("/spec/filter/attributes").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().asText()));
    }

    private static List<Manifest> all(String type, List<Manifest> manifests) {
        return manifests.stream().filter(manifest -> manifest.is(type)).toList();
    }

    private static Manifest only(String type, List<Manifest> manifests) {
        assertThat(all(type, manifests)).hasSize(1);
        return all(type, manifests).getFirst();
    }

    private static String typeOf(JsonNode reference) {
        return reference.path("apiVersion").asText() + "/"
                + reference.path("kind").asText();
    }

    private static String nameOf(JsonNode reference) {
        return reference.path("name").asText();
    }
}
