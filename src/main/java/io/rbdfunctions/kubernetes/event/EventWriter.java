package io.rbdfunctions.kubernetes.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Patcher;
import io.rbdfunctions.kubernetes.StaleObjectException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes Kubernetes Events. An event that cannot be written is logged and does not fail the operation.
 *
 * <p>The name of an event is derived from its object, reason and message. If any replica reports the same again, the
 * count of the existing event is increased.
 */
@Singleton
public record EventWriter(KubernetesClient client, Patcher patcher, InstantSource clock) {
    private static final Logger LOG = Logger.getLogger(EventWriter.class);
    /** Selects our events in {@link EventReader}. */
    static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "rbd-functions");

    /** Pointers and long hexadecimal numbers. */
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:0x[0-9a-f]+|(?=[0-9a-f]*[0-9])[0-9a-f]{10,16})\\b");

    /** A name has at most 253 characters, of which the hash takes 37. */
    private static final int MAX_PREFIX_LENGTH = 200;

    /**
     * The content of a Kubernetes Event.
     *
     * @param object the object that the event is about
     * @param component the component that reports it
     * @param reason one word, such as {@code ProvisioningFailed}
     * @param message never contains a key
     */
    public record Content(HasMetadata object, String component, boolean isWarning, String reason, String message) {
        /** The API allows 1024 bytes. */
        private static final int MAX_MESSAGE_LENGTH = 1000;

        public Content {
            message =
                    message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH) + "...";
        }

        String type() {
            return isWarning ? "Warning" : "Normal";
        }
    }

    public void write(Content source) {
        Event event = event(source);
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == 409) {
                increaseCount(event);
                return;
            }
            LOG.warnf("event %s was not written: the API server answered %d", source.reason(), failure.getCode());
        }
    }

    /** The first patch only returns the current count: we may not have permission to get events. */
    private void increaseCount(Event event) {
        ObjectMeta metadata = event.getMetadata();
        String path = "api/v1/namespaces/%s/events/%s".formatted(metadata.getNamespace(), metadata.getName());
        ObjectNode patch = JsonNodeFactory.instance.objectNode().put("lastTimestamp", event.getLastTimestamp());
        try {
            Event patched = patcher.merge(path, patch.toString(), Event.class);
            patch.put("count", 1 + (patched.getCount() == null ? 1 : patched.getCount()));
            patcher.merge(path, patch.toString(), Event.class);
        } catch (ApiException | StaleObjectException failure) {
            LOG.warnf("event %s was not updated: %s", event.getReason(), failure.getMessage());
        }
    }

    private Event event(Content source) {
        ObjectMeta metadata = source.object().getMetadata();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(Objects.requireNonNullElse(metadata.getNamespace(), "default"))
                .withName(nameOf(source))
                .withLabels(LABELS)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(source.object().getApiVersion())
                .withKind(source.object().getKind())
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .endInvolvedObject()
                .withType(source.type())
                .withReason(source.reason())
                .withMessage(source.message())
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent(source.component())
                .endSource()
                .withReportingComponent(source.component())
                .withReportingInstance("rbd-functions")
                .build();
    }

    /**
     * The message without what differs between repetitions of one failure: pointers, ids of threads and connections, and
     * the order in which rbd reports its errors.
     */
    private static String essence(String message) {
        return Arrays.stream(VARIABLE.matcher(message).replaceAll("*").split("; "))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String nameOf(Content source) {
        ObjectMeta object = source.object().getMetadata();
        String identity = String.join("\n", object.getUid(), source.type(), source.reason(), essence(source.message()));
        String prefix = object.getName().substring(0, Math.min(object.getName().length(), MAX_PREFIX_LENGTH));
        return prefix.replaceAll("[.-]+$", "") + "."
                + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
