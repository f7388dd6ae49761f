package io.rbdfunctions.operation.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.FullRatio;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.PoolSelection;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentRoomTest {
    private static final Pattern POOL = Pattern.compile("(\\w+)(?:\\+(\\w+))?(?:\\((.*)\\))?");
    private static final Pattern ROOM = Pattern.compile("(\\w+):(\\d+)/(\\d+)");
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\w+)");

    /**
     * Pools are {@code name(domain=value,...)}, rooms {@code name:free/used in percent}, places the labels of a node, and the result {@code
     * labels->pools:largest}, separated by spaces.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one pool is reached from everywhere          | a                       | a:5/10           | -                 | ->a:5
            a pool without room                          | a                       | a:0/100          | -                 | ->a:0
            a pool that does not exist has no room       | a b                     | a:5/10           | -                 | ->a,b:5
            no pool exists                               | a                       |                  | -                 | ->a:0
            the largest counts, because pools share OSDs | a b                     | a:5/10 b:7/10    | -                 | ->a,b:7
            a pool above the ratio is left out           | a b                     | a:5/10 b:7/85    | -                 | ->a,b:5
            the data pool counts                         | a+d                     | a:5/10 d:9/10    | -                 | ->a:9
            each zone has its pools                      | a(zone=1) b(zone=2)     | a:5/10 b:7/10    | zone=1 zone=2     | zone=1->a:5 zone=2->b:7
            a zone may have several                      | a(zone=1) b(zone=1)     | a:5/10 b:7/10    | zone=1            | zone=1->a,b:7
            other labels make no parts                   | a(zone=1)               | a:5/10           | zone=1,host=x zone=1,host=y | zone=1->a:5
            a zone that no pool names                    | a(zone=1)               | a:5/10           | zone=1 zone=3     | zone=1->a:5
            a zone without nodes                         | a(zone=1) b(zone=2)     | a:5/10 b:7/10    | zone=2            | zone=2->b:7
            nodes without labels                         | a(zone=1)               | a:5/10           |                   |
            a rack within a zone                         | a(zone=1,rack=1) b(zone=1) | a:5/10 b:7/10 | rack=1,zone=1 rack=2,zone=1 | rack=1,zone=1->a,b:7 rack=2,zone=1->b:7
            """)
    void dividesPoolsByWhoReachesThem(
            String name, String pools, @Nullable String rooms, @Nullable String places, @Nullable String expected) {
        PoolChoices choices = new PoolChoices(
                words(pools).map(SegmentRoomTest::pool).toList(), PoolSelection.MOST_FREE, FullRatio.DEFAULT);
        List<Topology> topologies = words(places)
                .map(place -> place.equals("-") ? Topology.EVERYWHERE : new Topology(pairs(place)))
                .toList();

        assertThat(SegmentRoom.of(
                        choices,
                        topologies,
                        words(rooms)
                                .map(SegmentRoomTest::room)
                                .collect(Collectors.toMap(Entry::getKey, Entry::getValue))))
                .extracting(room -> "%s->%s:%d"
                        .formatted(
                                room.topology(),
                                room.pools().stream().map(PoolName::value).collect(Collectors.joining(",")),
                                room.largest()))
                .as(name)
                .containsExactlyElementsOf(words(expected).toList());
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" "));
    }

    private static PoolCandidate pool(String text) {
        Matcher parts = match(POOL, text);
        String dataPool = parts.group(2);
        return new PoolCandidate(
                new PoolName(parts.group(1)),
                dataPool == null ? null : new PoolName(dataPool),
                pairs(Objects.requireNonNullElse(parts.group(3), "")));
    }

    private static Entry<PoolName, PoolRoom> room(String text) {
        Matcher parts = match(ROOM, text);
        return Map.entry(
                new PoolName(parts.group(1)),
                new PoolRoom(Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3)) / 100.0));
    }

    private static Map<String, String> pairs(String text) {
        return PAIR.matcher(text).results().collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }

    private static Matcher match(Pattern form, String text) {
        Matcher matcher = form.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        return matcher;
    }
}
