package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.operation.placement.SegmentRoom;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The room of a class for new volumes in a part of the cluster.
 *
 * @param topology the labels of the nodes that reach it; empty for all nodes
 * @param pools of the class that these nodes reach
 * @param bytes the size of the largest volume; null if it is unknown
 * @param unknown why it could not be read; null if it could, or if the cluster has had no manager
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomEntry(
        String storageClass,
        String topology,
        List<String> pools,
        @Nullable Long bytes,
        @Nullable String unknown) {
    public RoomEntry {
        pools = List.copyOf(pools);
    }

    static Stream<RoomEntry> of(ClassRoom room) {
        String storageClass = room.storageClass().value();
        if (room.unknown() != null) {
            return Stream.of(new RoomEntry(storageClass, "", List.of(), null, room.unknown()));
        }
        return room.segments().isEmpty()
                ? Stream.of(new RoomEntry(storageClass, "", List.of(), 0L, null))
                : room.segments().stream().map(segment -> of(storageClass, segment));
    }

    private static RoomEntry of(String storageClass, SegmentRoom segment) {
        return new RoomEntry(
                storageClass,
                segment.topology().toString(),
                segment.pools().stream().map(PoolName::value).toList(),
                segment.isKnown() ? segment.largest() : null,
                null);
    }

    @JsonProperty
    public @Nullable String capacity() {
        return bytes == null ? null : SizeText.of(bytes);
    }
}
