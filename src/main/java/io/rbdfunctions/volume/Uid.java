package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.UUID;
import java.util.regex.Pattern;

/** The uid of a Kubernetes object: a DNS label of 1 to 63 characters, since it becomes part of names. */
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
