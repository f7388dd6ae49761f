package io.rbdfunctions.volume.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the errors in a request, so that the caller learns of all of them at once. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    public void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    /**
     * Converts the text. Returns null if the text is null, or if {@code convert} throws {@link InvalidValueException},
     * whose message becomes a violation.
     */
    public <T> @Nullable T read(String field, @Nullable String text, Function<String, T> convert) {
        if (text == null) {
            return null;
        }
        try {
            return convert.apply(text);
        } catch (InvalidValueException invalid) {
            add(field, String.valueOf(invalid.getMessage()));
            return null;
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    public InvalidRequestException asException() {
        return new InvalidRequestException(found);
    }

    /**
     * Returns the value.
     *
     * @throws InvalidRequestException if there is a violation or no value
     */
    public <T> T orThrow(@Nullable T value) {
        if (value == null || !found.isEmpty()) {
            throw asException();
        }
        return value;
    }

    /** Throws {@link #asException} if there are violations. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw asException();
        }
    }
}
