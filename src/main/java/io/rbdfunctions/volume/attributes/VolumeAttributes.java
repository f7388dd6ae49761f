package io.rbdfunctions.volume.attributes;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a VolumeAttributesClass sets on an image.
 *
 * @param metadata the image metadata by key; managed keys that are not among them must not be on the image
 */
public record VolumeAttributes(Map<String, String> metadata) {
    public VolumeAttributes {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads the parameters of a class.
     *
     * @throws InvalidRequestException names every parameter that is unknown or has an invalid value
     */
    public static VolumeAttributes of(Map<String, String> parameters) {
        Violations violations = new Violations();
        VolumeAttributes attributes = read(parameters, violations);
        violations.throwIfAny();
        return attributes;
    }

    /**
     * Reads the parameters of a class, without those that are unknown or have an invalid value. As in ceph-csi, an empty
     * value is the same as none.
     */
    public static VolumeAttributes read(Map<String, String> parameters, Violations violations) {
        Map<String, String> metadata = new TreeMap<>();
        new TreeMap<>(parameters).forEach((parameter, value) -> {
            String field = "parameters." + parameter;
            AttributeKeys.metadataOf(parameter)
                    .ifPresentOrElse(
                            key -> {
                                if (violations.read(field, value, text -> checked(parameter, text)) != null
                                        && !value.isEmpty()) {
                                    metadata.put(key, value);
                                }
                            },
                            () -> violations.add(field, unknown(parameter)));
        });
        return new VolumeAttributes(metadata);
    }

    private static String unknown(String parameter) {
        return "unknown parameter %s of a VolumeAttributesClass: known are %s"
                .formatted(Text.quoted(parameter), AttributeKeys.known());
    }

    private static String checked(String parameter, String value) {
        if (!value.isEmpty() && !isPositive(value)) {
            throw new InvalidValueException("%s is %s: use a whole number from 1 to 9223372036854775807; known are %s"
                    .formatted(parameter, Text.quoted(value), AttributeKeys.known()));
        }
        return value;
    }

    /** In plain digits, because nodes copy the text to the kernel. */
    private static boolean isPositive(String value) {
        if (!value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return false;
        }
        try {
            return Long.parseLong(value) > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** The keys that an earlier class has set and this one leaves out. */
    public List<String> surplus(Map<String, String> existing) {
        return AttributeKeys.managed().stream()
                .filter(key -> existing.containsKey(key) && !metadata.containsKey(key))
                .toList();
    }
}
