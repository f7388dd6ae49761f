package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.SizeHints;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the field {@code size}: a Kubernetes quantity, or a whole number of bytes. */
final class SizeReader {
    private static final String FIELD = "size";

    private final JsonFields fields;
    private final Violations violations;
    private final List<String> warnings = new ArrayList<>();

    SizeReader(JsonFields fields, Violations violations) {
        this.fields = fields;
        this.violations = violations;
    }

    /**
     * Returns null, and adds a violation, if the size is invalid, or missing although it is required.
     *
     * @param ifAbsent null if the size is required
     */
    @Nullable Capacity read(@Nullable Capacity ifAbsent) {
        String text = fields.textOrWholeNumber(FIELD);
        if (!fields.has(FIELD) && ifAbsent == null) {
            violations.add(FIELD, "is missing: give a Kubernetes quantity such as 1Gi, or a whole number of bytes");
        }
        if (text == null) {
            return ifAbsent;
        }
        Capacity size = violations.read(FIELD, text, SizeReader::absolute);
        if (size != null) {
            warnings.addAll(SizeHints.warnings(text, size));
        }
        return size;
    }

    /** Quantities may have a sign, but a sender of one probably means a difference. */
    private static Capacity absolute(String text) {
        if (text.startsWith("+")) {
            throw new InvalidValueException(
                    "invalid size %s: give the whole size, without a sign".formatted(Text.quoted(text)));
        }
        return Capacity.parse(text);
    }

    /** What is valid but probably not meant. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
