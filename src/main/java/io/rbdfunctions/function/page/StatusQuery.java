package io.rbdfunctions.function.page;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.status.VolumeEntry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which volumes the status page lists, as its query string says.
 *
 * @param search a part of the name, the claim, the class or the image; empty for all
 * @param namespace of the claims; empty for all
 * @param storageClass empty for all
 * @param state a phase or {@value VolumeEntry#IMAGE_MISSING}; empty for all
 * @param page from 1
 * @param limit rows on a page, 1 to {@value #MAX_LIMIT}; null if it is not given
 * @param refresh after how many seconds a browser asks again, 5 to 3600; 0 for never
 */
record StatusQuery(
        String search,
        String namespace,
        String storageClass,
        String state,
        VolumeSort sort,
        boolean isDescending,
        int page,
        @Nullable Integer limit,
        int refresh) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;

    private static final int MAX_TEXT = 253;

    /** The parameters of the query string. */
    enum Parameter {
        Q,
        NAMESPACE,
        CLASS,
        STATE,
        SORT,
        PAGE,
        LIMIT,
        REFRESH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the parameters, of which empty ones count as not given.
     *
     * @throws ProblemException that names the parameter that is unknown, repeated or invalid
     */
    static StatusQuery of(Iterable<Map.Entry<String, String>> parameters) {
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        for (Map.Entry<String, String> entry : parameters) {
            Parameter parameter = parameter(entry.getKey());
            if (values.put(parameter, entry.getValue()) != null) {
                throw malformed(parameter + " is given twice");
            }
        }
        String sort = text(values, Parameter.SORT);
        boolean isDescending = sort.startsWith("-");
        return new StatusQuery(
                text(values, Parameter.Q),
                text(values, Parameter.NAMESPACE),
                text(values, Parameter.CLASS),
                text(values, Parameter.STATE),
                sort.isEmpty() ? VolumeSort.NAME : sort(isDescending ? sort.substring(1) : sort),
                isDescending,
                number(values, Parameter.PAGE, 1, 1_000_000).orElse(1),
                number(values, Parameter.LIMIT, 1, MAX_LIMIT).orElse(null),
                number(values, Parameter.REFRESH, 5, 3600).orElse(0));
    }

    /** The message does not contain an unknown name, which may be a token in the wrong place. */
    private static Parameter parameter(String name) {
        return Arrays.stream(Parameter.values())
                .filter(parameter -> parameter.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        malformed("the query string has an unknown parameter; known are " + names(Parameter.values())));
    }

    private static String text(Map<Parameter, String> values, Parameter parameter) {
        String value = values.getOrDefault(parameter, "").strip();
        if (value.length() > MAX_TEXT) {
            throw malformed("%s has more than %d characters".formatted(parameter, MAX_TEXT));
        }
        return value;
    }

    private static VolumeSort sort(String column) {
        return VolumeSort.of(column)
                .orElseThrow(() -> malformed("sort must be one of %s, or one of these after a '-' for the reverse order"
                        .formatted(names(VolumeSort.values()))));
    }

    private static Optional<Integer> number(Map<Parameter, String> values, Parameter parameter, int min, int max) {
        String value = text(values, parameter);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        } catch (NumberFormatException _) {
            // Reported below.
        }
        throw malformed("%s must be a number from %d to %d".formatted(parameter, min, max));
    }

    private static String names(Object[] values) {
        return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, detail);
    }

    /** Whether the volume is to be listed. */
    boolean matches(VolumeEntry volume) {
        return (state.isEmpty() || volume.state().equals(state)) && matchesOtherwise(volume);
    }

    /** The same for a volume of which it is not known yet whether its image is missing. */
    boolean mayMatch(VolumeEntry volume) {
        boolean isPossible = state.isEmpty()
                || state.equals(VolumeEntry.IMAGE_MISSING)
                || volume.phase().equals(state);
        return isPossible && matchesOtherwise(volume);
    }

    private boolean matchesOtherwise(VolumeEntry volume) {
        return (namespace.isEmpty() || volume.namespace().equals(namespace))
                && (storageClass.isEmpty() || volume.storageClass().equals(storageClass))
                && (search.isEmpty() || contains(volume, search.toLowerCase(Locale.ROOT)));
    }

    private static boolean contains(VolumeEntry volume, String text) {
        return Stream.of(volume.name(), volume.claim(), volume.storageClass(), volume.image())
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
    }

    /** Whether it leaves out any volume. */
    boolean isFiltered() {
        return !(search.isEmpty() && namespace.isEmpty() && storageClass.isEmpty() && state.isEmpty());
    }
}
