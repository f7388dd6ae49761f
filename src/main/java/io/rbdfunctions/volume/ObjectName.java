package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The name of a Kubernetes object: a DNS subdomain of at most 253 characters (RFC 1123). */
public record ObjectName(String value) {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private static final Pattern SUBDOMAIN = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");

    public ObjectName {
        if (value.length() > 253) {
            throw new InvalidValueException(
                    "invalid name %s: longer than 253 characters".formatted(Text.quoted(value)));
        }
        Text.require(
                "name",
                value,
                SUBDOMAIN,
                "Kubernetes names are lower case letters, digits, '-' and '.', beginning and ending with a letter or"
                        + " digit");
    }

    @Override
    public String toString() {
        return value;
    }
}
