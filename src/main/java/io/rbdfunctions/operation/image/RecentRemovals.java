package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolSpec;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Remembers what this process has removed, so that a repeated request is told from one with a mistyped name. The oldest of
 * {@value #LIMIT} entries is forgotten first.
 */
@Singleton
public final class RecentRemovals {
    private static final int LIMIT = 10_000;

    /** What was removed: the id or the name of an image in the trash, or the name of a volume. */
    private sealed interface Subject {
        record Id(String id) implements Subject {}

        record Image(String name) implements Subject {}

        record Volume(ObjectName name) implements Subject {}
    }

    private record Key(Monitors monitors, PoolSpec pool, Subject subject) {}

    private final LinkedHashMap<Key, String> removed = new LinkedHashMap<>();

    /** An image was purged from the trash. */
    public void addPurged(PoolSession session, TrashedImage trashed) {
        add(session, new Subject.Id(trashed.id()), trashed.id());
        add(session, new Subject.Image(trashed.name()), trashed.id());
    }

    /** The image of a volume was deleted, or was gone already. */
    public void addVolume(PoolSession session, ObjectName volume) {
        add(session, new Subject.Volume(volume), volume.value());
    }

    public boolean hasPurged(PoolSession session, String id) {
        return find(session, new Subject.Id(id)).isPresent();
    }

    /** The id of the last purged image of this name. */
    public Optional<String> purgedImage(PoolSession session, String name) {
        return find(session, new Subject.Image(name));
    }

    public boolean hasVolume(PoolSession session, ObjectName volume) {
        return find(session, new Subject.Volume(volume)).isPresent();
    }

    private synchronized void add(PoolSession session, Subject subject, String value) {
        Key key = key(session, subject);
        removed.remove(key);
        removed.put(key, value);
        if (removed.size() > LIMIT) {
            removed.remove(removed.firstEntry().getKey());
        }
    }

    private synchronized Optional<String> find(PoolSession session, Subject subject) {
        return Optional.ofNullable(removed.get(key(session, subject)));
    }

    private static Key key(PoolSession session, Subject subject) {
        return new Key(session.monitors(), session.pool(), subject);
    }
}
