package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.placement.FullRatio;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.PoolSelection;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a class that name several pools, and replaces them by those of one pool. */
public final class PlacementParameters {
    private static final String CONSTRAINED = "topologyConstrainedPools";

    private static final String POOL = "pool";
    private static final String POOLS = "pools";
    private static final String DATA_POOL = "dataPool";
    private static final String SELECTION = "poolSelection";
    private static final String RATIO = "fullRatio";
    private static final String JOURNAL_POOL = "journalPool";
    private static final String FIELD = "parameters.";

    /** The parameters that a chosen pool replaces. */
    private static final List<String> PLACEMENT = List.of(POOLS, CONSTRAINED, SELECTION, RATIO);

    private PlacementParameters() {}

    /** The pools of a class; empty if it names a single pool, or if the list of pools is invalid. */
    public static Optional<PoolChoices> choices(Map<String, String> parameters, Violations violations) {
        boolean isConstrained = ParameterMap.get(parameters, CONSTRAINED).isPresent();
        if (!isConstrained && ParameterMap.get(parameters, POOLS).isEmpty()) {
            requireNone(parameters, violations);
            return Optional.empty();
        }
        if (!hasCluster(parameters)) {
            violations.add(
                    FIELD + (isConstrained ? CONSTRAINED : POOLS),
                    "%s needs clusterID: it is for CSI volumes only".formatted(isConstrained ? CONSTRAINED : POOLS));
        }
        List<PoolCandidate> candidates = candidates(parameters, isConstrained, violations);
        PoolSelection fallback = isConstrained ? PoolSelection.FIRST_WITH_ROOM : PoolSelection.MOST_FREE;
        PoolSelection selection = read(parameters, SELECTION, violations, PoolSelection::parse, fallback);
        FullRatio ratio = read(parameters, RATIO, violations, FullRatio::parse, FullRatio.DEFAULT);
        return candidates == null
                ? Optional.empty()
                : Optional.of(new PoolChoices(withDataPool(candidates, parameters), selection, ratio));
    }

    /** An invalid name of a data pool is reported with the other parameters. */
    private static List<PoolCandidate> withDataPool(List<PoolCandidate> candidates, Map<String, String> parameters) {
        PoolName ofClass = read(parameters, DATA_POOL, new Violations(), PoolName::new);
        return candidates.stream()
                .map(candidate -> candidate.withDataPool(ofClass))
                .toList();
    }

    private static void requireNone(Map<String, String> parameters, Violations violations) {
        for (String name : List.of(SELECTION, RATIO)) {
            if (ParameterMap.get(parameters, name).isPresent()) {
                violations.add(FIELD + name, "%s needs %s or %s".formatted(name, POOLS, CONSTRAINED));
            }
        }
    }

    private static @Nullable List<PoolCandidate> candidates(
            Map<String, String> parameters, boolean isConstrained, Violations violations) {
        String name = isConstrained ? CONSTRAINED : POOLS;
        if (isConstrained && ParameterMap.get(parameters, POOLS).isPresent()) {
            violations.add(FIELD + POOLS, "give %s or %s, not both".formatted(POOLS, CONSTRAINED));
        }
        return violations.read(
                FIELD + name,
                ParameterMap.get(parameters, name).orElseThrow(),
                isConstrained ? ConstrainedPools::parse : PlacementParameters::names);
    }

    private static List<PoolCandidate> names(String text) {
        List<PoolCandidate> pools = Arrays.stream(text.split(",", -1))
                .map(name -> PoolCandidate.everywhere(new PoolName(name.strip())))
                .toList();
        if (pools.stream().distinct().count() < pools.size()) {
            throw new InvalidValueException("invalid pools: a pool is named twice");
        }
        return pools;
    }

    private static <T> T read(
            Map<String, String> parameters,
            String name,
            Violations violations,
            Function<String, T> convert,
            T fallback) {
        return Objects.requireNonNullElse(read(parameters, name, violations, convert), fallback);
    }

    private static <T> @Nullable T read(
            Map<String, String> parameters, String name, Violations violations, Function<String, T> convert) {
        return violations.read(FIELD + name, ParameterMap.get(parameters, name).orElse(null), convert);
    }

    /**
     * Checks all parameters of a class as it is written; see {@link ParameterReader#checkClass}.
     *
     * @return null if a required parameter is missing or invalid
     */
    public static @Nullable ClassParameters checkClass(Map<String, String> parameters, Violations violations) {
        return ParameterReader.checkClass(inFirstPool(parameters, violations), violations);
    }

    /** The parameters of a class with its first pool, or with the one that it names beside the others. */
    private static Map<String, String> inFirstPool(Map<String, String> parameters, Violations violations) {
        return choices(parameters, violations)
                .map(choices ->
                        withNamed(parameters, choices, choices.candidates().getFirst()))
                .orElseGet(() -> hasSeveral(parameters) ? ParameterMap.without(parameters, PLACEMENT) : parameters);
    }

    private static Map<String, String> withNamed(
            Map<String, String> parameters, PoolChoices choices, PoolCandidate pool) {
        Map<String, String> placed = with(parameters, choices, pool);
        return ParameterMap.get(parameters, POOL)
                .map(named -> ParameterMap.with(placed, POOL, named))
                .orElse(placed);
    }

    /**
     * Removes {@code pool} from a class that also lists several pools, of which new volumes get one. In ceph-csi, it is the pool of volumes
     * without a topology.
     */
    static Map<String, String> ofClass(Map<String, String> parameters) {
        return hasSeveral(parameters) ? ParameterMap.without(parameters, List.of(POOL)) : parameters;
    }

    private static boolean hasCluster(Map<String, String> parameters) {
        return ParameterMap.get(parameters, "clusterID").isPresent();
    }

    private static boolean hasSeveral(Map<String, String> parameters) {
        return ParameterMap.get(parameters, CONSTRAINED).isPresent()
                || ParameterMap.get(parameters, POOLS).isPresent();
    }

    /** The parameters of a class with several pools, from which a call has chosen one; others, and invalid ones, as they are. */
    static Map<String, String> inNamedPool(Map<String, String> parameters) {
        Optional<String> named = ParameterMap.get(parameters, POOL);
        Violations violations = new Violations();
        Optional<PoolChoices> choices =
                named.isPresent() && hasSeveral(parameters) ? choices(parameters, violations) : Optional.empty();
        return choices.filter(_ -> violations.isEmpty())
                .map(several -> withNamed(parameters, several, candidate(several, named.orElseThrow())))
                .orElse(parameters);
    }

    /** An existing image may be in a pool that the class no longer names. */
    private static PoolCandidate candidate(PoolChoices choices, String pool) {
        return choices.candidates().stream()
                .filter(candidate -> candidate.pool().value().equals(pool))
                .findFirst()
                .orElseGet(() -> PoolCandidate.everywhere(choices.journalPool()));
    }

    /** The parameters of a class for each of its pools, as far as they are valid. */
    public static List<Map<String, String>> inEachPool(Map<String, String> parameters) {
        return inEachPool(parameters, new Violations());
    }

    /** The parameters of a class for each of its pools. */
    public static List<Map<String, String>> inEachPool(Map<String, String> parameters, Violations violations) {
        return choices(parameters, violations)
                .map(choices -> choices.candidates().stream()
                        .map(pool -> with(parameters, choices, pool))
                        .toList())
                .orElse(List.of(parameters));
    }

    /** The parameters of a class for a volume in one of its pools. */
    public static Map<String, String> with(Map<String, String> parameters, PoolChoices choices, PoolCandidate pool) {
        Map<String, String> placed = ParameterMap.with(
                ParameterMap.without(parameters, PLACEMENT), POOL, pool.pool().value());
        if (pool.dataPool() != null) {
            placed = ParameterMap.with(placed, DATA_POOL, pool.dataPool().value());
        }
        return ParameterMap.get(placed, JOURNAL_POOL).isPresent() || !hasCluster(parameters)
                ? placed
                : ParameterMap.with(placed, JOURNAL_POOL, choices.journalPool().value());
    }
}
