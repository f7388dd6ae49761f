package io.rbdfunctions.kubernetes.event;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Something to tell people about an object, as a Kubernetes Event on it.
 *
 * @param by who says it
 * @param isWarning whether it is trouble
 * @param reason one word, such as {@code ProvisioningFailed}
 * @param message what happened, in the words of the cause; never a key
 */
public record KubernetesEvent(HasMetadata about, String by, boolean isWarning, String reason, String message) {
    /** What the API takes of a message is 1024 bytes. */
    private static final int LIMIT = 1000;

    public KubernetesEvent {
        message = message.length() <= LIMIT ? message : message.substring(0, LIMIT) + "...";
    }

    String type() {
        return isWarning ? "Warning" : "Normal";
    }
}
