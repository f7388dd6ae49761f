package io.rbdfunctions.support.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics page of a running function.
 *
 * @param labels the labels of each series by its name
 */
public record MetricsExposition(Map<String, Set<String>> labels) {
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})? [-+.0-9EIna]+");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"[^\"]*\",?");

    public static MetricsExposition of(String page) {
        Map<String, Set<String>> labels = new TreeMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, labels));
        return new MetricsExposition(labels);
    }

    private static void read(String line, Map<String, Set<String>> labels) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        String labelText = sample.group(2) == null ? "" : sample.group(2);
        if (!LABEL.matcher(labelText).replaceAll("").isEmpty()) {
            throw new IllegalArgumentException("invalid labels: " + labelText);
        }
        labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>())
                .addAll(LABEL.matcher(labelText)
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet()));
    }
}
