package io.rbdfunctions.operation.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares places with the domains of pools by the rules of {@code internal/util/topology.go} of ceph-csi. */
class TopologyRequirementTest {
    /** Places are separated by a slash, pools by a blank; each has {@code label=value} separated by commas. */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', textBlock = """
        t/zone=1                   | a:zone=1 b:zone=2            | a    | t/zone=1          | the domain is the end of a label
        t/zone=2                   | a:zone=1 b:zone=2            | b    | t/zone=2          | by its value
        t/zone=1                   | a:t/zone=1                   | a    | t/zone=1          | or the whole label
        t/zone=1                   | a:u/zone=1                   | none |                   | but not another one
        t/zone=1,t/region=x        | a:zone=1 b:zone=1,region=y   | a    | t/region=x,t/zone=1 | a pool may name fewer domains
        t/zone=1                   | a:zone=1,region=x            | none |                   | but not more
        t/zone=1                   | a:zone=1 b:zone=1 c:zone=2   | a b  | t/zone=1          | several pools may fit
        t/zone=3; t/zone=2         | a:zone=1 b:zone=2            | b    | t/zone=2          | the next place, if the first has no pool
        t/zone=2; t/zone=1         | a:zone=1 b:zone=2            | b    | t/zone=2          | the preferred place before the order of the pools
        t/zone=3                   | a:zone=1 b:zone=2            | none |                   | none
        t/zone=1                   | a: b:zone=1                  | a b  | t/zone=1          | a pool without domains is everywhere
        """)
    void matchesTheDomainsOfPools(String places, String pools, String expected, String topology, String why) {
        var requirement = new TopologyRequirement(
                Arrays.stream(places.split("; ", -1))
                        .map(place -> new Topology(labels(place)))
                        .toList(),
                "a test");

        var match = requirement.matches(candidates(pools)).stream().findFirst();

        assertThat(match.map(found -> found.pools().stream()
                                .map(pool -> pool.pool().value())
                                .collect(Collectors.joining(" ")))
                        .orElse("none"))
                .as(why)
                .isEqualTo(expected);
        assertThat(match.map(found -> String.valueOf(found.topology())).orElse(null))
                .isEqualTo(topology);
    }

    /** The next one counts if the pools of the first have no room. */
    @Test
    void everyPlaceThatHasPoolsMatches() {
        var requirement = new TopologyRequirement(
                Stream.of("t/zone=2", "t/zone=3", "t/zone=1")
                        .map(place -> new Topology(labels(place)))
                        .toList(),
                "a test");

        assertThat(requirement.matches(candidates("a:zone=1 b:zone=2")))
                .extracting(match -> match.pools().getFirst().pool().value())
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @CsvSource({"a:zone=1 b:zone=2, a b"})
    void withoutARequirementEveryPoolWillDo(String pools, String expected) {
        var match = TopologyRequirement.NONE.matches(candidates(pools)).getFirst();

        assertThat(match.topology()).isNull();
        assertThat(match.pools()).hasSize(expected.split(" ", -1).length);
    }

    private static List<PoolCandidate> candidates(String text) {
        return Arrays.stream(text.split(" ", -1))
                .map(pool -> pool.split(":", -1))
                .map(pool -> new PoolCandidate(new PoolName(pool[0]), null, labels(pool[1])))
                .toList();
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Arrays.stream(text.split(",", -1))
                .map(label -> label.split("=", -1))
                .filter(label -> label.length == 2)
                .forEach(label -> labels.put(Objects.requireNonNull(label[0]), label[1]));
        return labels;
    }
}
