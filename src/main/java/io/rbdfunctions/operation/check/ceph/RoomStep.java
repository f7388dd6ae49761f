package io.rbdfunctions.operation.check.ceph;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.rbd.monitor.PoolUsage;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.PoolSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pools of the class have room, and their quotas are not used up. Of several to choose from, one has to have room. */
@Singleton
record RoomStep(CephMonitors monitors) implements CheckStep {
    @Override
    public StepName name() {
        return StepName.ROOM;
    }

    @Override
    public Finding run(CheckContext context) {
        Map<String, PoolUsage> usages = usages(context.session().rbd());
        List<Optional<Finding>> faults = context.inEachPool().stream()
                .map(parameters -> fault(UserCapabilities.places(parameters), context, usages))
                .toList();
        return faults.stream().anyMatch(Optional::isEmpty)
                ? Finding.passed(states(UserCapabilities.places(context.inEachPool()), context)
                        .map(pool -> pool.name() + ": " + text(pool, usages.get(pool.name())))
                        .collect(joining(", ")))
                : faults.getFirst().orElseThrow();
    }

    private static Optional<Finding> fault(List<PoolSpec> places, CheckContext context, Map<String, PoolUsage> usages) {
        return states(places, context)
                .map(pool -> fault(pool, usages.get(pool.name())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<PoolState> states(List<PoolSpec> places, CheckContext context) {
        return places.stream()
                .flatMap(place -> context.pools().stream()
                        .filter(state -> state.name().equals(place.pool().value())));
    }

    /** Without a manager the flags of the pools still tell whether they are full. */
    private Map<String, PoolUsage> usages(Session session) {
        try {
            return monitors.run(session, new ReadUsage());
        } catch (RbdException _) {
            return Map.of();
        }
    }

    private static Optional<Finding> fault(PoolState pool, @Nullable PoolUsage usage) {
        boolean isQuotaReached = pool.flags().contains("full_quota")
                || (usage != null && pool.quota() > 0 && usage.stored() >= pool.quota());
        if (isQuotaReached) {
            return Optional.of(Finding.failed(
                    "the quota of the pool %s is used up%s".formatted(pool.name(), quota(pool)),
                    "raise it with: ceph osd pool set-quota %s max_bytes BYTES".formatted(pool.name())));
        }
        return pool.isFull() || (usage != null && usage.available() <= 0)
                ? Optional.of(Finding.failed(
                        "the pool %s is full".formatted(pool.name()),
                        "delete images, or add OSDs: ceph df and ceph health detail show where space is missing"))
                : Optional.empty();
    }

    private static String quota(PoolState pool) {
        return pool.quota() > 0 ? " (" + Capacity.quantityOf(pool.quota()) + ")" : "";
    }

    private static String text(PoolState pool, @Nullable PoolUsage usage) {
        if (usage == null) {
            return "not full" + quota(pool) + "; how much is free is not known, since no manager reports it";
        }
        String ofQuota = pool.quota() > 0
                ? ", %s of the quota of %s used".formatted(text(usage.stored()), Capacity.quantityOf(pool.quota()))
                : "";
        return text(usage.available()) + " free" + ofQuota;
    }

    private static String text(long bytes) {
        return Capacity.quantityOf(bytes);
    }
}
