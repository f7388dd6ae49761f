package io.rbdfunctions.operation.placement;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.node.NodeTopologyReader;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.placement.PoolRooms.ClusterPools;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.Topology;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Reads how much room the classes of this provisioner have for new volumes. */
@Singleton
public record ClassRooms(
        ApiCache cache,
        StorageClassResolver resolver,
        PoolSessions sessions,
        PoolRooms rooms,
        NodeTopologyReader nodes,
        ProvisionerConfig config) {
    private static final String WAITS = "WaitForFirstConsumer";

    /** Asks each cluster once, whatever the number of its classes. */
    private record Clusters(PoolRooms rooms, Map<Session, CompletableFuture<ClusterPools>> asked) {
        ClusterPools pools(Session session) {
            return Parallel.await(asked.computeIfAbsent(session, each -> Parallel.start(() -> rooms.readAll(each))));
        }
    }

    /**
     * Reads the room of all classes, by name. Classes do not wait for each other's cluster.
     *
     * @throws io.rbdfunctions.kubernetes.ApiException if the classes cannot be listed
     */
    public List<ClassRoom> read() {
        Clusters clusters = new Clusters(rooms, new ConcurrentHashMap<>());
        List<CompletableFuture<ClassRoom>> running = cache.storageClasses(config.provisioner()).stream()
                .sorted(Comparator.comparing(found -> found.getMetadata().getName()))
                .map(found -> Parallel.start(() -> read(found, clusters)))
                .toList();
        return running.stream().map(Parallel::await).toList();
    }

    private ClassRoom read(StorageClass found, Clusters clusters) {
        ObjectName name = new ObjectName(found.getMetadata().getName());
        boolean waits = WAITS.equals(found.getVolumeBindingMode());
        try {
            List<SegmentRoom> segments =
                    FailureClassifier.of(() -> segments(name, clusters)).orThrow();
            return new ClassRoom(name, waits, segments, null);
        } catch (RefusedException | TryAgainException | StaleObjectException failure) {
            return new ClassRoom(name, waits, List.of(), String.valueOf(failure.getMessage()));
        }
    }

    private List<SegmentRoom> segments(ObjectName name, Clusters clusters) {
        ResolvedClass resolved = resolver.resolve(new ClassSource.Named(name));
        Violations violations = new Violations();
        ClassParameters parameters =
                violations.orThrow(PlacementParameters.checkClass(resolved.parameters(), violations));
        PoolChoices choices = PlacementParameters.choices(resolved.parameters(), violations)
                .orElseGet(() -> PoolChoices.one(
                        parameters.cluster().pool(), parameters.layout().dataPool()));
        List<Topology> places = places(choices, parameters, resolved);
        ClusterPools pools = clusters.pools(sessions.find(inFirstPool(resolved)).rbd());
        return SegmentRoom.of(choices, places, pools.rooms(choices.candidates()));
    }

    private static ClassSource inFirstPool(ResolvedClass resolved) {
        return new ClassSource.Given(
                PlacementParameters.inEachPool(resolved.parameters()).getFirst());
    }

    private List<Topology> places(PoolChoices choices, ClassParameters parameters, ResolvedClass resolved) {
        if (choices.domains().isEmpty() || !(parameters.source() instanceof VolumeSource.Csi csi)) {
            return List.of(Topology.EVERYWHERE);
        }
        List<Topology> allowed = resolved.allowedTopologies();
        return nodes.all(csi.driver(), choices.domains()).stream()
                .filter(place -> allowed.isEmpty() || allowed.stream().anyMatch(each -> place.isIn(each.segments())))
                .toList();
    }
}
