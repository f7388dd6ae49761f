package io.rbdfunctions.kubernetes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the failed calls of this process to the API server. {@link StaleObjectException} does not count. */
public final class ApiFailures {
    private static final Map<Integer, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private ApiFailures() {}

    static void count(int code) {
        COUNTS.computeIfAbsent(Math.max(code, 0), _ -> new LongAdder()).increment();
    }

    /** The number of failures by HTTP status; 0 stands for no response. */
    public static Map<Integer, Long> counts() {
        return COUNTS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
