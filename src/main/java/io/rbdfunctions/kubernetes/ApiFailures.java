package io.rbdfunctions.kubernetes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Counts, for as long as this process lives, the calls of the API server that it did not do. An object that is gone or
 * has changed is none of them.
 */
public final class ApiFailures {
    private static final Map<Integer, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private ApiFailures() {}

    static void count(int code) {
        COUNTS.computeIfAbsent(Math.max(code, 0), _ -> new LongAdder()).increment();
    }

    /** How many there were, by HTTP status; 0 stands for no answer. */
    public static Map<Integer, Long> counts() {
        return COUNTS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
