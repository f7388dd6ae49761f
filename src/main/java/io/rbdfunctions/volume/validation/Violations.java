package io.rbdfunctions.volume.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a request, so that its sender hears of everything at once. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    public void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    /** The value that {@code make} makes of {@code text}; null, and a violation, when it refuses. */
    public <T> @Nullable T read(String field, @Nullable String text, Function<String, T> make) {
        if (text == null) {
            return null;
        }
        try {
            return make.apply(text);
        } catch (InvalidValueException refused) {
            add(field, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /** As {@link #read}, with a value for text that is absent or empty: how the class parameters have it (P15). */
    public <T> @Nullable T readOr(String field, @Nullable String text, Function<String, T> make, T fallback) {
        return text == null || text.isEmpty() ? fallback : read(field, text, make);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** Everything that was found, to be thrown. */
    public InvalidRequestException asException() {
        return new InvalidRequestException(found);
    }

    /** Ends the request when anything was found, with all of it. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw asException();
        }
    }
}
