package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Where a volume goes.
 *
 * @param topology where it can be reached from; null for everywhere
 */
public record Placement(PoolCandidate pool, @Nullable Topology topology) {}
