package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;

/** The reclaim policies of the Kubernetes API. {@code toString} returns the name in the API. */
public enum ReclaimPolicy {
    DELETE("Delete"),
    RETAIN("Retain");

    private final String apiName;

    ReclaimPolicy(String apiName) {
        this.apiName = apiName;
    }

    public static ReclaimPolicy parse(String text) {
        return switch (text) {
            case "Delete" -> DELETE;
            case "Retain" -> RETAIN;
            default ->
                throw new InvalidValueException(
                        "invalid reclaimPolicy %s: use Delete or Retain".formatted(Text.quoted(text)));
        };
    }

    @Override
    public String toString() {
        return apiName;
    }
}
