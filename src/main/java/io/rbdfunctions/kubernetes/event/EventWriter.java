package io.rbdfunctions.kubernetes.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Patcher;
import io.rbdfunctions.kubernetes.StaleObjectException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes Kubernetes Events. Its work is never worth failing another's: what the API server does not take is logged.
 *
 * <p>An event's name is made from what it says about what, so that the same again becomes a series of the one event,
 * with a count, whichever replica says it.
 */
@Singleton
public final class EventWriter {
    private static final Logger LOG = Logger.getLogger(EventWriter.class);
    /** Others' events are many: by this ours can be asked for alone. */
    static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "rbd-functions");

    private static final String DEFAULT_NAMESPACE = "default";
    /** Of 253 characters that a name may have, 37 are the hash. */
    private static final int LONGEST_NAME = 200;

    private final KubernetesClient client;
    private final Patcher patcher;
    private final InstantSource clock;

    EventWriter(KubernetesClient client, Patcher patcher, InstantSource clock) {
        this.client = client;
        this.patcher = patcher;
        this.clock = clock;
    }

    public void tell(KubernetesEvent kubernetesEvent) {
        Event event = event(kubernetesEvent);
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == 409) {
                repeat(event);
                return;
            }
            LOG.warnf(
                    "event %s was not written: the API server answered %d",
                    kubernetesEvent.reason(), failure.getCode());
        }
    }

    /** There is no right to read events; a patch answers what was patched. */
    private void repeat(Event event) {
        String path = "api/v1/namespaces/%s/events/%s"
                .formatted(
                        event.getMetadata().getNamespace(), event.getMetadata().getName());
        ObjectNode patch = JsonNodeFactory.instance.objectNode().put("lastTimestamp", event.getLastTimestamp());
        try {
            Event patched = patcher.merge(path, patch.toString(), Event.class);
            patch.put("count", 1 + (patched.getCount() == null ? 1 : patched.getCount()));
            patcher.merge(path, patch.toString(), Event.class);
        } catch (ApiException | StaleObjectException failure) {
            LOG.warnf("event %s was not repeated: %s", event.getReason(), failure.getMessage());
        }
    }

    private Event event(KubernetesEvent kubernetesEvent) {
        ObjectMeta about = kubernetesEvent.about().getMetadata();
        String namespace = about.getNamespace() == null ? DEFAULT_NAMESPACE : about.getNamespace();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(nameOf(kubernetesEvent))
                .withLabels(LABELS)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(kubernetesEvent.about().getApiVersion())
                .withKind(kubernetesEvent.about().getKind())
                .withNamespace(about.getNamespace())
                .withName(about.getName())
                .withUid(about.getUid())
                .withResourceVersion(about.getResourceVersion())
                .endInvolvedObject()
                .withType(kubernetesEvent.type())
                .withReason(kubernetesEvent.reason())
                .withMessage(kubernetesEvent.message())
                .withFirstTimestamp(now.toString())
                .withLastTimestamp(now.toString())
                .withCount(1)
                .withNewSource()
                .withComponent(kubernetesEvent.by())
                .endSource()
                .withReportingComponent(kubernetesEvent.by())
                .withReportingInstance("rbd-functions")
                .build();
    }

    private static String nameOf(KubernetesEvent kubernetesEvent) {
        ObjectMeta about = kubernetesEvent.about().getMetadata();
        String said = String.join(
                "\n", about.getUid(), kubernetesEvent.type(), kubernetesEvent.reason(), kubernetesEvent.message());
        String name = about.getName();
        String beginning =
                name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("[.-]+$", "");
        return beginning + "." + UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    }
}
