package io.rbdfunctions.support.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PromQL expression and the series and labels of the application in it. */
public record PromQlQuery(String text) {
    private static final Pattern SERIES = Pattern.compile("(rbd_functions_[a-z_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z]+)(?:=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    public Set<String> series() {
        return SERIES.matcher(text).results().map(series -> series.group(1)).collect(Collectors.toSet());
    }

    /** The series and labels that are not exposed. */
    public List<String> unknown(MetricsExposition exposed) {
        List<String> unknown = new ArrayList<>();
        SERIES.matcher(text).results().forEach(series -> {
            Set<String> labels = exposed.labels().get(series.group(1));
            if (labels == null) {
                unknown.add(series.group(1));
                return;
            }
            Stream.concat(matched(series), grouped())
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> unknown.add(series.group(1) + "{" + label + "}"));
        });
        return unknown;
    }

    /** The label values that it selects, each as {@code label=value}. */
    public Stream<Map.Entry<String, String>> values() {
        return MATCHER.matcher(text)
                .results()
                .flatMap(matcher ->
                        Arrays.stream(matcher.group(2).split("\\|")).map(value -> Map.entry(matcher.group(1), value)));
    }

    private static Stream<String> matched(MatchResult series) {
        return series.group(2) == null
                ? Stream.of()
                : MATCHER.matcher(series.group(2)).results().map(matcher -> matcher.group(1));
    }

    public Stream<String> grouped() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> Arrays.stream(grouping.group(1).split(", *")));
    }
}
