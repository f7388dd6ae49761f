package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The room for new volumes of a class.
 *
 * @param waitsForConsumer whether a claim of the class waits until the scheduler has chosen a node
 * @param segments by the parts of the cluster that reach different pools; empty if no node reaches any, or if the room is unknown
 * @param unknown why the room could not be read; null if it could
 */
public record ClassRoom(
        ObjectName storageClass,
        boolean waitsForConsumer,
        List<SegmentRoom> segments,
        @Nullable String unknown) {
    public ClassRoom {
        segments = List.copyOf(segments);
    }
}
