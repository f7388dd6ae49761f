package io.rbdfunctions.function.json;

import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a field may hold that is a list of texts.
 *
 * @param most how many texts
 * @param form of each
 */
public record TextList(String field, int most, Pattern form) {

    /** Adds a violation for whatever does not fit. */
    public void check(@Nullable List<String> texts, Violations violations) {
        if (texts == null) {
            return;
        }
        if (texts.size() > most) {
            violations.add(field, "has %d entries; %d are the most".formatted(texts.size(), most));
        }
        for (int index = 0; index < texts.size(); index++) {
            if (!form.matcher(texts.get(index)).matches()) {
                violations.add("%s[%d]".formatted(field, index), "must match " + form);
            }
        }
    }
}
