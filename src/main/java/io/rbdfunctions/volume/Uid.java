package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.UUID;
import java.util.regex.Pattern;

/** The uid of a Kubernetes object, opaque but for being usable in names: 1 to 63 of {@code a-z 0-9 -}. */
public record Uid(String value) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Uid {
        Text.require("uid", value, LABEL, "give the metadata.uid of the claim");
    }

    public static Uid random() {
        return new Uid(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
