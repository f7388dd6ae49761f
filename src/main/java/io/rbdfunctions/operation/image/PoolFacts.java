package io.rbdfunctions.operation.image;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ListPools;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.rbd.monitor.PoolUsage;
import io.rbdfunctions.volume.ceph.ImageId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the lists of a pool do not tell: its room, and sizes and claims of images. All methods may throw {@code
 * TryAgainException} and {@code RefusedException}, as those of {@link PoolContents}.
 */
@Singleton
public record PoolFacts(PoolSessions sessions, PoolTags tags, CephMonitors monitors) {
    private static final int CONCURRENCY = 8;

    /**
     * The room of a pool, without replicas.
     *
     * @param usedBytes the data of all clients
     * @param freeBytes what can be added before the first OSD or the quota of the pool is full
     */
    public record Room(long usedBytes, long freeBytes) {}

    /**
     * The size and the claim of an image.
     *
     * @param bytes null if the image cannot be opened
     * @param claim {@code namespace/name}; null without the tags
     */
    public record ImageFacts(@Nullable Long bytes, @Nullable String claim) {}

    /** Empty if the monitors do not know it, because the cluster has had no manager since the pool was created. */
    public Optional<Room> room(ClassSource source) {
        return FailureClassifier.of(() -> {
                    PoolSession session = sessions.find(source);
                    PoolUsage usage = monitors.run(session.rbd(), new ReadUsage())
                            .get(session.pool().pool().value());
                    return usage == null
                            ? Optional.<Room>empty()
                            : state(session).map(state -> new Room(usage.stored(), state.free(usage)));
                })
                .orThrow();
    }

    private Optional<PoolState> state(PoolSession session) {
        return monitors.run(session.rbd(), new ListPools()).stream()
                .filter(state -> state.name().equals(session.pool().pool().value()))
                .findFirst();
    }

    /** The facts of images by their names. Lacks images that are gone. */
    public Map<String, ImageFacts> ofImages(ClassSource source, Collection<String> names) {
        return FailureClassifier.of(() -> {
                    PoolSession session = sessions.find(source);
                    Map<String, String> ids = tags.ids(session, names);
                    Map<String, ImageFacts> byId = read(session, ids.values());
                    Map<String, ImageFacts> byName = new HashMap<>();
                    ids.forEach((name, id) -> byName.put(name, byId.get(id)));
                    return byName;
                })
                .orThrow();
    }

    /** The facts of images, also of those in the trash, by their ids. */
    public Map<String, ImageFacts> ofIds(ClassSource source, Collection<String> ids) {
        return FailureClassifier.of(() -> read(sessions.find(source), ids)).orThrow();
    }

    /** Opens a few images at a time. */
    private Map<String, ImageFacts> read(PoolSession session, Collection<String> ids) {
        Map<String, ImageFacts> facts = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(ids);
        Parallel.runAll(IntStream.range(0, Math.min(CONCURRENCY, ids.size()))
                .<Runnable>mapToObj(_ -> () -> {
                    for (String id = queue.poll(); id != null; id = queue.poll()) {
                        facts.put(id, read(session, id));
                    }
                })
                .toList());
        return facts;
    }

    private ImageFacts read(PoolSession session, String id) {
        var info = new Info.ById(session.pool(), new ImageId(id));
        return new ImageFacts(
                RbdException.emptyIfNotFound(() -> session.run(info).size()).orElse(null),
                tags.read(session, id).map(StoredTags::claim).orElse(null));
    }
}
