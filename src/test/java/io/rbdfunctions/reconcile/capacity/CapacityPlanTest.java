package io.rbdfunctions.reconcile.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacityBuilder;
import io.rbdfunctions.kubernetes.capacity.CapacityView;
import io.rbdfunctions.kubernetes.capacity.StorageCapacity;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.operation.placement.SegmentRoom;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityPlanTest {
    private static final ObjectName DRIVER = new ObjectName("rbd.csi.ceph.com");
    private static final long MEBIBYTE = 1L << 20;

    /** Classes and objects are {@code class:zone=MiB}; a zone may be empty. {@code ?} is a class whose room is unknown. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a new class                            | a:=500           |                    | + a:=500
            two parts of the cluster               | a:1=500 a:2=70   | a:1=500            | + a:2=70
            nothing new                            | a:=500           | a:=500             |
            a class that is gone                   |                  | a:=500             | - a:=500
            a class that has lost a pool           | a:1=500          | a:1=500 a:2=70     | - a:2=70
            a class that has got a topology        | a:1=500          | a:=500             | + a:1=500 - a:=500
            1 % less is not written                | a:=495           | a:=500             |
            more than 1 % less is                  | a:=494           | a:=500             | ~ a:=494
            1 % more is not written                | a:=505           | a:=500             |
            more than 1 % more is                  | a:=506           | a:=500             | ~ a:=506
            the last byte is gone                  | a:=0             | a:=1               | ~ a:=0
            no room, and none before               | a:=0             | a:=0               |
            there is room again                    | a:=1             | a:=0               | ~ a:=1
            an object that somebody has emptied    | a:=500           | a:=-               | ~ a:=500
            a class without room has an object     | a:=0             |                    | + a:=0
            a cluster that does not answer         | a:? b:=300       | a:1=500 b:=200     | ~ b:=300
            not yet known                          | a:?              |                    |
            claims that do not wait                | -a:=500          |                    |
            claims that no longer wait             | -a:=500          | a:=500             | - a:=500
            a class that does not wait, unknown    | -a:?             | a:=500             | - a:=500
            """)
    void comparesWhatThereShouldBeWithWhatThereIs(
            String name, @Nullable String classes, @Nullable String objects, @Nullable String expected) {
        CapacityPlan plan = CapacityPlan.of(DRIVER, rooms(classes), objects(objects));

        assertThat(text(plan)).as(name).isEqualTo(Objects.requireNonNullElse(expected, ""));
    }

    @Test
    void withoutADriverThatAsksThereAreNone() {
        assertThat(text(CapacityPlan.ofNone(objects("a:=500 b:1=1")))).isEqualTo("- a:=500 - b:1=1");
    }

    private static List<ClassRoom> rooms(@Nullable String text) {
        return words(text)
                .collect(Collectors.groupingBy(word -> word.substring(0, word.indexOf(':'))))
                .entrySet()
                .stream()
                .map(group -> room(group.getKey(), group.getValue()))
                .toList();
    }

    private static ClassRoom room(String name, List<String> words) {
        boolean isUnknown = words.getFirst().endsWith("?");
        return new ClassRoom(
                new ObjectName(name.replace("-", "")),
                !name.startsWith("-"),
                isUnknown
                        ? List.of()
                        : words.stream()
                                .map(word -> new SegmentRoom(topology(word), List.of(PoolName.DEFAULT), bytes(word)))
                                .toList(),
                isUnknown ? "the monitors do not answer" : null);
    }

    private static List<CapacityView> objects(@Nullable String text) {
        return words(text).map(CapacityPlanTest::object).toList();
    }

    private static CapacityView object(String word) {
        String storageClass = word.substring(0, word.indexOf(':'));
        StorageCapacity named = new StorageCapacity(DRIVER, new ObjectName(storageClass), topology(word), 0);
        boolean isEmpty = word.endsWith("-");
        return new CapacityView(new CSIStorageCapacityBuilder()
                .withNewMetadata()
                .withName(named.name().value())
                .endMetadata()
                .withStorageClassName(storageClass)
                .withNewNodeTopology()
                .withMatchLabels(topology(word).segments())
                .endNodeTopology()
                .withCapacity(isEmpty ? null : new Quantity(bytes(word) / MEBIBYTE + "Mi"))
                .build());
    }

    private static Topology topology(String word) {
        String zone = word.substring(word.indexOf(':') + 1, word.indexOf('='));
        return zone.isEmpty() ? Topology.EVERYWHERE : new Topology(Map.of("zone", zone));
    }

    private static long bytes(String word) {
        return Long.parseLong(word.substring(word.indexOf('=') + 1)) * MEBIBYTE;
    }

    private static String text(CapacityPlan plan) {
        Stream<String> missing = plan.missing().stream().map(capacity -> "+ " + text(capacity));
        Stream<String> outdated = plan.outdated().stream().map(update -> "~ " + text(update.capacity()));
        Stream<String> obsolete = plan.obsolete().stream().map(view -> "- " + text(view));
        return Stream.of(missing, outdated, obsolete).flatMap(parts -> parts).collect(Collectors.joining(" "));
    }

    private static String text(StorageCapacity capacity) {
        return text(capacity.storageClass().value(), capacity.topology().segments(), capacity.bytes());
    }

    private static String text(CapacityView view) {
        return text(view.storageClass(), view.object().getNodeTopology().getMatchLabels(), view.bytes());
    }

    private static String text(String storageClass, Map<String, String> labels, long bytes) {
        return "%s:%s=%d".formatted(storageClass, labels.getOrDefault("zone", ""), bytes / MEBIBYTE);
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" "));
    }
}
