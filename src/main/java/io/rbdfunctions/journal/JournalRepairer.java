package io.rbdfunctions.journal;

import io.rbdfunctions.journal.JournalComparison.State;
import io.rbdfunctions.journal.JournalDecision.ImageMissing;
import io.rbdfunctions.journal.JournalDecision.Incomplete;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the journal of a volume with the volume and its image, in three round trips, or four if the journal records another
 * image. Writes what it lacks: the object of the volume, then its key in the directory. Each write succeeds only
 * if it finds what was read, so concurrent and repeated repairs end with the same journal, and nothing is overwritten but the id
 * of an image that no longer exists.
 */
record JournalRepairer(JournalAccess access, DescribedVolume volume) {
    /** More than the number of writes with which another client can get in between. */
    private static final int ATTEMPTS = 5;

    /** The object of the volume and its keys; null without the object. */
    private record Found(ObjectRef object, @Nullable Map<String, String> keys) {
        boolean hasName() {
            return stored().has(JournalKeys.VOLUME_NAME);
        }

        StoredKeys stored() {
            return new StoredKeys(JournalKeys.Kind.VOLUME, object, keys == null ? Map.of() : keys);
        }
    }

    /** @throws JournalException if a value of the journal is invalid */
    JournalDecision inspect() {
        Found found = find();
        JournalLocation location = new JournalReader(access).locationOf(found.stored());
        return new JournalComparison(read(found, access.at(location)), location, volume).decide();
    }

    private Found find() {
        VolumeUuid uuid = volume.handle().uuid();
        Found found = read(access.object(uuid));
        if (found.hasName() || access.location().isOnePool()) {
            return found;
        }
        // ceph-csi creates an object in each pool, and writes the keys to that in the journal pool.
        Found other = read(access.objectIn(access.location().journalPool(), uuid));
        return other.keys() == null || other.keys().isEmpty() ? found : other;
    }

    private Found read(ObjectRef object) {
        return new Found(object, access.read(object).orElse(null));
    }

    private State read(Found found, JournalAccess located) {
        StoredKeys stored = found.stored();
        ImageName image = stored.has(JournalKeys.IMAGE_NAME)
                ? stored.image(volume.handle().uuid())
                : volume.image();
        Optional<ImageId> imageId = located.imageId(image);
        State state = new State(
                found.object(),
                found.keys(),
                located.directory(),
                null,
                located.imagePoolId(),
                located.run(new PoolIdOf(located.location().journalPool())),
                image,
                imageId.orElse(null),
                stored.imageId()
                        .filter(recorded -> !imageId.equals(Optional.of(recorded)))
                        .filter(located::hasImage)
                        .isPresent());
        return state.with(located.find(state.requestNameOr(volume.name())).orElse(null));
    }

    /** Returns what was found before the repair. */
    JournalDecision repair() {
        Incomplete first = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JournalDecision found = inspect();
            if (!(found instanceof Incomplete incomplete)) {
                return first != null && found instanceof JournalDecision.Complete ? first : found;
            }
            int applied = write(incomplete);
            first = first == null && applied > 0 ? incomplete : first;
            if (first != null && applied == incomplete.writes().size()) {
                return isImageKept(incomplete.volume()) ? first : undo(incomplete.volume());
            }
        }
        throw new JournalException("another client keeps changing the journal of the volume " + volume.name());
    }

    /** Returns the number of writes up to the first that found something else than was read. */
    private int write(Incomplete incomplete) {
        int applied = 0;
        for (ObjectWrite write : incomplete.writes()) {
            if (!access.applies(write)) {
                break;
            }
            applied++;
        }
        return applied;
    }

    /** Whether nobody has deleted the image since it was read. It may have been renamed. */
    private boolean isImageKept(JournaledVolume repaired) {
        ImageId id = Objects.requireNonNull(repaired.imageId());
        return access.imageId(repaired.image()).equals(Optional.of(id)) || access.lists(id);
    }

    /** A deletion removes the journal after the image, and may have looked for the journal before it was written. */
    private JournalDecision undo(JournaledVolume repaired) {
        new Remover(access.at(repaired.location()), repaired.requestName(), repaired.uuid()).remove();
        return new ImageMissing(repaired.image(), false);
    }
}
