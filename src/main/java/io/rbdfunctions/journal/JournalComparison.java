package io.rbdfunctions.journal;

import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what the journal of a volume needs, from what was read and without side effects. */
record JournalComparison(State state, JournalLocation location, DescribedVolume volume) {
    /**
     * The parts of a volume's journal as they were read, and what Ceph says about the image.
     *
     * @param object of the volume
     * @param keys of the object; null if there is no object
     * @param directory that should map the name of the volume to its uuid
     * @param entry the key of the volume in the directory; null if it is missing
     * @param imagePool the pool of the image
     * @param journalPool the pool of the directory
     * @param image by the journal, or else as the volume is described
     * @param imageId null if there is no image of that name
     * @param isRecordedImageThere whether an image with the recorded id exists, under any name or in the trash
     */
    record State(
            ObjectRef object,
            @Nullable Map<String, String> keys,
            ObjectRef directory,
            @Nullable DirectoryEntry entry,
            PoolId imagePool,
            PoolId journalPool,
            ImageName image,
            @Nullable ImageId imageId,
            boolean isRecordedImageThere) {
        StoredKeys stored() {
            return new StoredKeys(JournalKeys.Kind.VOLUME, object, keys == null ? Map.of() : keys);
        }

        State with(@Nullable DirectoryEntry read) {
            return new State(
                    object, keys, directory, read, imagePool, journalPool, image, imageId, isRecordedImageThere);
        }

        /** The name of the volume by the journal; the other name if it has none. */
        ObjectName requestNameOr(ObjectName other) {
            return stored().has(JournalKeys.VOLUME_NAME) ? stored().requestName() : other;
        }

        /** The key in the directory that a volume with this name needs. */
        DirectoryEntry expected(DescribedVolume volume) {
            PoolId named = imagePool.equals(journalPool) ? null : imagePool;
            String value = new DirectoryEntry.Target(named, volume.handle().uuid()).toString();
            return new DirectoryEntry(requestNameOr(volume.name()).value(), value);
        }

        /** Whether the directory has the volume, in whichever form. */
        boolean isInDirectory(DescribedVolume volume) {
            return Optional.ofNullable(entry)
                    .flatMap(DirectoryEntry::target)
                    .filter(target -> target.uuid().equals(volume.handle().uuid()))
                    .filter(target -> imagePool.equals(target.imagePool() == null ? journalPool : target.imagePool()))
                    .isPresent();
        }
    }

    /**
     * Decides what the journal needs.
     *
     * @throws JournalException if a value of the journal is invalid
     */
    JournalDecision decide() {
        Optional<String> contradiction = contradiction().or(this::unknowable);
        if (contradiction.isPresent()) {
            return new JournalDecision.Unrepairable(contradiction.get());
        }
        if (state.imageId() == null) {
            return new JournalDecision.ImageMissing(state.image(), state.isRecordedImageThere());
        }
        if (isOtherImageRecorded() && state.isRecordedImageThere()) {
            return new JournalDecision.Unrepairable(
                    "the journal object %s records the image with the id %s, but %s has the id %s; both exist"
                            .formatted(
                                    state.object(),
                                    state.stored().imageId().orElseThrow(),
                                    state.image(),
                                    state.imageId()));
        }
        return gaps();
    }

    private Optional<String> contradiction() {
        ObjectName recorded = state.requestNameOr(volume.name());
        if (!recorded.equals(volume.name()) && !state.isInDirectory(volume)) {
            return Optional.of("the journal object %s belongs to the volume %s, not to %s"
                    .formatted(state.object(), Text.quoted(recorded.value()), volume.name()));
        }
        DirectoryEntry entry = state.entry();
        if (entry != null && !state.isInDirectory(volume)) {
            return Optional.of(
                    "the journal object %s maps the volume %s to %s instead of %s: remove the wrong entry with rados rmomapkey"
                            .formatted(
                                    state.directory(),
                                    entry.requestName(),
                                    Text.quoted(entry.value()),
                                    state.expected(volume).value()));
        }
        return Optional.empty();
    }

    private Optional<String> unknowable() {
        StoredKeys stored = state.stored();
        if (volume.isEncrypted() && !stored.has(JournalKeys.ENCRYPTION)) {
            return Optional.of(
                    "the volume is encrypted, and the journal object %s lacks %s, which nothing else tells: restore it from a backup"
                            .formatted(state.object(), JournalKeys.ENCRYPTION));
        }
        VolumeUuid uuid = volume.handle().uuid();
        boolean isNameUsable =
                VolumeUuid.atEndOf(state.image()).filter(uuid::equals).isPresent();
        if (!stored.has(JournalKeys.IMAGE_NAME) && !isNameUsable) {
            return Optional.of(
                    "the name of the image %s does not end with the uuid %s of the volume, from where ceph-csi takes it: rename the image"
                            .formatted(state.image(), uuid));
        }
        return Optional.empty();
    }

    private boolean isOtherImageRecorded() {
        return state.stored()
                .imageId()
                .filter(id -> !id.equals(state.imageId()))
                .isPresent();
    }

    private JournalDecision gaps() {
        Map<String, String> keys = missingKeys();
        List<String> missing = new ArrayList<>();
        List<ObjectWrite> writes = new ArrayList<>();
        if (state.keys() == null) {
            missing.add("the object " + state.object());
        } else {
            keys.keySet().forEach(key -> missing.add(describe(key)));
        }
        if (!keys.isEmpty()) {
            writes.add(toObject(keys));
        }
        if (state.entry() == null) {
            DirectoryEntry entry = state.expected(volume);
            missing.add("%s in %s".formatted(JournalKeys.directoryKey(entry.requestName()), state.directory()));
            writes.add(toDirectory(entry));
        }
        return missing.isEmpty()
                ? new JournalDecision.Complete(journaled(keys))
                : new JournalDecision.Incomplete(
                        journaled(keys), missing, keys.containsKey(JournalKeys.VOLUME_NAME), writes);
    }

    private ObjectWrite toObject(Map<String, String> keys) {
        ObjectWrite write = ObjectWrite.of(state.object());
        if (state.keys() == null) {
            return write.createNew().set(keys);
        }
        Set<String> required = new TreeSet<>(keys.keySet());
        required.add(JournalKeys.VOLUME_NAME);
        for (String key : required) {
            write = write.require(key, state.keys().getOrDefault(key, ""));
        }
        return write.set(keys);
    }

    private ObjectWrite toDirectory(DirectoryEntry entry) {
        String key = JournalKeys.directoryKey(entry.requestName());
        return ObjectWrite.of(state.directory())
                .createIfMissing()
                .requireNo(key)
                .set(Map.of(key, entry.value()));
    }

    /** Without a name, ceph-csi has written none of the keys but perhaps the id. Older releases had no owner. */
    private Map<String, String> missingKeys() {
        StoredKeys stored = state.stored();
        Map<String, String> all = new TreeMap<>();
        all.put(JournalKeys.VOLUME_NAME, volume.name().value());
        all.put(JournalKeys.IMAGE_NAME, state.image().value());
        if (volume.owner() != null && !stored.has(JournalKeys.VOLUME_NAME)) {
            all.put(JournalKeys.OWNER, volume.owner().value());
        }
        if (!state.imagePool().equals(state.journalPool())) {
            all.put(JournalKeys.JOURNAL_POOL, state.journalPool().hex());
        }
        all.keySet().removeIf(stored::has);
        if (!stored.imageId().equals(Optional.ofNullable(state.imageId()))) {
            all.put(JournalKeys.IMAGE_ID, String.valueOf(state.imageId()));
        }
        return all;
    }

    private String describe(String key) {
        return state.stored().has(key)
                ? "%s in %s: it has %s, but the image has %s"
                        .formatted(key, state.object(), state.stored().imageId().orElseThrow(), state.imageId())
                : "%s in %s".formatted(key, state.object());
    }

    private JournaledVolume journaled(Map<String, String> missing) {
        Map<String, String> keys = new TreeMap<>(state.stored().keys());
        keys.putAll(missing);
        return JournaledVolume.of(
                location,
                state.imagePool(),
                volume.handle().uuid(),
                new StoredKeys(JournalKeys.Kind.VOLUME, state.object(), keys));
    }
}
