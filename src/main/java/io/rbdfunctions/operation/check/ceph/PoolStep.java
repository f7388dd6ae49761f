package io.rbdfunctions.operation.check.ceph;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.parameters.ClassParameters;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pools of the class are there, take images or their data, and are enabled for RBD. */
@Singleton
record PoolStep() implements CheckStep {
    private static final String APPLICATION = "rbd";

    @Override
    public StepName name() {
        return StepName.POOL;
    }

    @Override
    public Finding run(CheckContext context) {
        List<PoolSpec> places = UserCapabilities.places(context.inEachPool());
        return context.inEachPool().stream()
                .flatMap(parameters -> faults(parameters, context.pools()))
                .findFirst()
                .orElseGet(() -> Finding.passed(places.stream()
                        .map(place -> place.pool().value())
                        .collect(joining(", ", "", " enabled for rbd"))));
    }

    private static Stream<Finding> faults(ClassParameters parameters, List<PoolState> pools) {
        return UserCapabilities.places(parameters).stream()
                .map(place -> fault(place.pool(), parameters, pools))
                .flatMap(Optional::stream);
    }

    private static Optional<Finding> fault(PoolName pool, ClassParameters parameters, List<PoolState> pools) {
        return pools.stream()
                .filter(state -> state.name().equals(pool.value()))
                .findFirst()
                .map(state -> fault(state, parameters))
                .orElseGet(() -> Optional.of(Finding.failed(
                        "the cluster has no pool " + pool,
                        "create it with: ceph osd pool create %s && rbd pool init %s, or correct the class"
                                .formatted(pool, pool))));
    }

    private static Optional<Finding> fault(PoolState state, ClassParameters parameters) {
        return Stream.of(ofErasureCoding(state, parameters), ofApplication(state))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Finding> ofErasureCoding(PoolState state, ClassParameters parameters) {
        PoolName dataPool = parameters.layout().dataPool();
        boolean isDataPool = dataPool != null && dataPool.value().equals(state.name());
        if (state.isErasureCoded() && !isDataPool) {
            return Optional.of(Finding.failed(
                    "the pool %s is erasure-coded, so it can hold the data of images but not the images"
                            .formatted(state.name()),
                    "name a replicated pool as pool, and the erasure-coded one as dataPool"));
        }
        return state.takesOverwrites()
                ? Optional.empty()
                : Optional.of(Finding.failed(
                        "the erasure-coded pool %s takes no overwrites".formatted(state.name()),
                        "run: ceph osd pool set %s allow_ec_overwrites true".formatted(state.name())));
    }

    private static Optional<Finding> ofApplication(PoolState state) {
        if (state.applications().contains(APPLICATION)) {
            return Optional.empty();
        }
        String others = state.applications().isEmpty()
                ? "nothing"
                : state.applications().stream().sorted().collect(joining(", "));
        return Optional.of(Finding.failed(
                "the pool %s is enabled for %s, not for rbd".formatted(state.name(), others),
                "run: ceph osd pool application enable %s rbd".formatted(state.name())));
    }
}
