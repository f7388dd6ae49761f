package io.rbdfunctions.operation.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.FullRatio;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.PoolSelection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRankingTest {
    private static final String VOLUME = "pvc-96c629c9-2934-458f-99f3-227e8188676e";

    /** Rooms are {@code pool:free:used} in MiB and percent; a pool that is left out does not exist. */
    @ParameterizedTest(name = "{0} of {1} for {2}")
    @CsvSource(delimiter = '|', textBlock = """
        most-free       | a:10:0 b:30:0 c:20:0        | 8  | b    | the most free bytes
        most-free       | a:30:0 b:30:0 c:20:0        | 8  | a    | the first of those with the same
        most-free       | a:10:0 b:30:90 c:20:0       | 8  | c    | not one above the full ratio
        most-free       | a:10:0 b:30:85 c:20:84      | 8  | c    | nor one at the full ratio
        most-free       | a:10:0 c:20:0               | 8  | c    | nor one that does not exist
        first-with-room | a:10:0 b:30:0 c:20:0        | 8  | a    | the order of the class
        first-with-room | a:10:0 b:30:0 c:20:0        | 20 | b    | the first that has room for the size
        first-with-room | a:10:99 b:9:0 c:20:0        | 8  | b    | not one above the full ratio
        first-with-room | a:10:0 b:30:0 c:20:0        | 31 | none | none has room
        first-with-room | a:10:100 b:30:100 c:20:100  | 8  | none | all are full
        round-robin     | b:30:0                      | 8  | b    | the only one
        round-robin     | a:7:0 b:7:0 c:20:0          | 8  | c    | the only one with room
        round-robin     | a:7:0 b:7:0 c:7:0           | 8  | none | none has room
        """)
    void choosesBySelectionAndRoom(String selection, String rooms, long size, String pool, String why) {
        assertThat(ranking(selection, rooms)
                        .choose(pools(), Capacity.ofMebibytes(size), VOLUME)
                        .map(chosen -> chosen.pool().value())
                        .orElse("none"))
                .as(why)
                .isEqualTo(pool);
    }

    @Test
    void theDataPoolIsWhatCounts() {
        PoolCandidate erasureCoded = new PoolCandidate(new PoolName("a"), new PoolName("ec"), Map.of());
        PoolCandidate replicated = PoolCandidate.everywhere(new PoolName("b"));
        List<PoolCandidate> pools = List.of(erasureCoded, replicated);

        assertThat(new PoolRanking(
                                new PoolChoices(pools, PoolSelection.MOST_FREE, FullRatio.DEFAULT),
                                rooms("a:1:99 ec:30:0 b:20:0"))
                        .choose(pools, Capacity.ofMebibytes(8), VOLUME))
                .contains(erasureCoded);
    }

    @Test
    void roundRobinSpreadsVolumesEvenlyAndKeepsEachInItsPlace() {
        PoolRanking all = ranking("round-robin", "a:10:0 b:10:0 c:10:0");
        PoolRanking without = ranking("round-robin", "a:10:0 c:10:0");
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            String volume = "pvc-00000000-0000-4000-8000-%012d".formatted(i);
            String pool = chosen(all, volume);
            counts.merge(pool, 1, Integer::sum);
            assertThat(chosen(all, volume)).isEqualTo(pool);
            if (!pool.equals("b")) {
                assertThat(chosen(without, volume)).isEqualTo(pool);
            }
        }
        assertThat(counts).containsOnlyKeys("a", "b", "c");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1_100));
    }

    private static String chosen(PoolRanking ranking, String volume) {
        return ranking.choose(pools(), Capacity.ofMebibytes(8), volume)
                .orElseThrow()
                .pool()
                .value();
    }

    private static PoolRanking ranking(String selection, String rooms) {
        return new PoolRanking(
                new PoolChoices(pools(), PoolSelection.parse(selection), FullRatio.DEFAULT), rooms(rooms));
    }

    private static List<PoolCandidate> pools() {
        return IntStream.rangeClosed('a', 'c')
                .mapToObj(name -> PoolCandidate.everywhere(new PoolName(Character.toString(name))))
                .toList();
    }

    private static Map<PoolName, PoolRoom> rooms(String text) {
        Map<PoolName, PoolRoom> rooms = new HashMap<>();
        Arrays.stream(text.split(" ", -1))
                .map(room -> room.split(":", -1))
                .forEach(room -> rooms.put(
                        new PoolName(room[0]),
                        new PoolRoom(Long.parseLong(room[1]) << 20, Long.parseLong(room[2]) / 100.0)));
        return rooms;
    }
}
