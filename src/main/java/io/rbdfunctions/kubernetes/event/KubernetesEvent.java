package io.rbdfunctions.kubernetes.event;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The content of a Kubernetes Event.
 *
 * @param object the object that the event is about
 * @param component the component that reports it
 * @param reason one word, such as {@code ProvisioningFailed}
 * @param message never contains a key
 */
public record KubernetesEvent(HasMetadata object, String component, boolean isWarning, String reason, String message) {
    /** The API allows 1024 bytes. */
    private static final int MAX_MESSAGE_LENGTH = 1000;

    public KubernetesEvent {
        message = message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH) + "...";
    }

    String type() {
        return isWarning ? "Warning" : "Normal";
    }
}
