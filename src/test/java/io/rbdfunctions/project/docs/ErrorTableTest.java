package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.rbd.engine.KnownFailures;
import io.rbdfunctions.rbd.engine.KnownFailures.Known;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table of Ceph's errors in {@code docs/api.md} with what both engines make of them. */
@SecondLane
class ErrorTableTest {
    private static final Pattern ROW = Pattern.compile("\\| [0-9]+ \\| .*");

    private record Meaning(int errno, String type, String advice) {}

    private record Row(Meaning meaning, String verbs, String engine) {
        @Override
        public String toString() {
            return "| %d | %s | %s | `%s` | %s |".formatted(meaning.errno, verbs, engine, meaning.type, meaning.advice);
        }
    }

    @Test
    void theTableHasTheErrorsOfCeph() {
        List<String> documented = Page.read(Path.of("docs", "api.md")).lines().stream()
                .filter(line -> ROW.matcher(line).matches())
                .toList();

        assertThat(documented).containsExactlyElementsOf(derived());
    }

    private static List<String> derived() {
        return KnownFailures.on(CephCluster.shared()).stream()
                .collect(Collectors.groupingBy(ErrorTableTest::meaning))
                .entrySet()
                .stream()
                .flatMap(entry -> byEngine(entry.getValue()).entrySet().stream()
                        .map(verbs -> new Row(entry.getKey(), verbs.getValue(), verbs.getKey())))
                .sorted(Comparator.comparingInt((Row row) -> row.meaning.errno).thenComparing(Row::toString))
                .map(Row::toString)
                .toList();
    }

    /** The verbs by the engines in which they fail in this way. */
    private static Map<String, String> byEngine(List<Known> failures) {
        return failures.stream()
                .collect(Collectors.groupingBy(Known::verb, Collectors.mapping(Known::engine, Collectors.toSet())))
                .entrySet()
                .stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().size() == 2
                                ? "both"
                                : entry.getValue().iterator().next(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getKey, Collectors.toSet()), ErrorTableTest::joined)));
    }

    private static String joined(Set<String> verbs) {
        return verbs.stream()
                .sorted()
                .map(verb -> verb.equals("any") ? verb : "`" + verb + "`")
                .collect(Collectors.joining(", "));
    }

    private static Meaning meaning(Known known) {
        String message = known.failure().getMessage() + "; ";
        try {
            Outcome<Object> outcome = FailureClassifier.of(() -> {
                throw known.failure();
            });
            return switch (outcome) {
                case Outcome.Refused<Object>(var refusal) ->
                    new Meaning(
                            known.errno(),
                            EnumText.dashed(refusal.reason()),
                            refusal.detail().substring(message.length()));
                case Outcome.Done<Object> done -> throw new AssertionError(done);
            };
        } catch (TryAgainException failure) {
            return new Meaning(
                    known.errno(),
                    EnumText.dashed(failure.obstacle()),
                    String.valueOf(failure.getMessage()).substring(message.length()));
        }
    }
}
