package io.rbdfunctions.operation.repair;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.DescribedVolume;
import io.rbdfunctions.journal.DirectoryEntry;
import io.rbdfunctions.journal.JournalException;
import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.VolumeJournal.VolumeObjects;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.repair.JournalInspection.Found;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Reads the journals of pools. Every method may throw {@link TryAgainException}, and {@link RefusedException} if the class, the
 * pool or the user is not usable.
 */
@Singleton
public record JournalContents(
        PoolSessions sessions, VolumeJournal journal, RadosObjects objects, JournalInspection inspection) {
    /** How many names one read of the directory returns. */
    private static final int PAGE_SIZE = 1000;

    /** Each part has about 10,000 objects, of which most hold data of images. */
    private static final int MAX_PARTS = 10;

    /**
     * Lists the journal of a pool. Looks at about 100,000 objects, beginning at a random place: a pool can have millions.
     *
     * @param source a class with {@code clusterID}
     * @param stop asked before each round trip
     */
    public JournalListing list(ClassSource source, BooleanSupplier stop) {
        return list(journal, source, stop);
    }

    /** As {@link #list}, the journal of the snapshots. */
    public JournalListing listSnapshots(ClassSource source, BooleanSupplier stop) {
        return list(journal.ofSnapshots(), source, stop);
    }

    private JournalListing list(VolumeJournal listed, ClassSource source, BooleanSupplier stop) {
        return run(source, session -> {
            JournalLocation location = requireJournal(session);
            Map<String, String> directory = new HashMap<>();
            boolean hasWholeDirectory = listDirectory(listed, session, location, stop, directory);
            Set<String> uuids = new HashSet<>();
            boolean hasAllObjects = listObjects(listed, session, location, stop, uuids);
            return new JournalListing(directory, uuids, hasWholeDirectory, hasAllObjects);
        });
    }

    private boolean listDirectory(
            VolumeJournal listed,
            PoolSession session,
            JournalLocation location,
            BooleanSupplier stop,
            Map<String, String> directory) {
        PoolId imagePool = objects.run(session.rbd(), new PoolIdOf(location.imagePool()));
        PoolId journalPool = objects.run(session.rbd(), new PoolIdOf(location.journalPool()));
        String after = "";
        DirectoryEntry.Page page;
        do {
            if (stop.getAsBoolean()) {
                return false;
            }
            page = listed.list(session.rbd(), location, after, PAGE_SIZE);
            for (DirectoryEntry entry : page.entries()) {
                after = entry.requestName();
                uuidIn(entry, imagePool, journalPool).ifPresent(uuid -> directory.put(entry.requestName(), uuid));
            }
        } while (page.hasMore());
        return true;
    }

    /** Empty for a volume with an image in another pool, since pools can share a directory. */
    private static Optional<String> uuidIn(DirectoryEntry entry, PoolId imagePool, PoolId journalPool) {
        if (entry.target().isEmpty()) {
            return Optional.of(entry.value());
        }
        return entry.target()
                .filter(target -> imagePool.equals(target.imagePool() == null ? journalPool : target.imagePool()))
                .map(target -> target.uuid().value());
    }

    /** From a random place to the end, then from the beginning; a small pool is listed nearly twice. */
    private static boolean listObjects(
            VolumeJournal listed,
            PoolSession session,
            JournalLocation location,
            BooleanSupplier stop,
            Set<String> uuids) {
        OptionalInt position = OptionalInt.of(ThreadLocalRandom.current().nextInt());
        boolean isFromStart = false;
        for (int part = 0; part < MAX_PARTS && !stop.getAsBoolean(); part++) {
            VolumeObjects found = listed.listObjects(session.rbd(), location, position.getAsInt());
            found.uuids().forEach(uuid -> uuids.add(uuid.value()));
            position = found.next();
            if (position.isEmpty() && isFromStart) {
                return true;
            }
            if (position.isEmpty()) {
                position = OptionalInt.of(0);
                isFromStart = true;
            }
        }
        return false;
    }

    /** The name of the volume with an object; empty if the object has none that is valid, or no longer exists. */
    public Optional<String> nameOf(ClassSource source, String uuid) {
        return run(source, session -> nameOf(journal, session, new VolumeUuid(uuid)));
    }

    /** As {@link #nameOf}, of a snapshot. */
    public Optional<String> nameOfSnapshot(ClassSource source, String uuid) {
        return run(source, session -> nameOf(journal.ofSnapshots(), session, new VolumeUuid(uuid)));
    }

    private static Optional<String> nameOf(VolumeJournal read, PoolSession session, VolumeUuid uuid) {
        try {
            return read.read(session.rbd(), requireJournal(session), uuid)
                    .map(JournaledVolume::requestName)
                    .map(ObjectName::value);
        } catch (JournalException _) {
            return Optional.empty();
        }
    }

    /**
     * What the journal of a volume lacks, or how it contradicts the volume, in words. Empty if it is complete, and if its image is
     * missing or cannot be reached.
     */
    public Optional<String> gap(PersistentVolume volume) {
        return switch (inspect(volume)) {
            case Outcome.Done<Found>(Found found) ->
                found.isComplete()
                        ? Optional.empty()
                        : Optional.of("the journal lacks %s".formatted(String.join(", ", found.missing())));
            case Outcome.Refused<Found>(Refusal refusal) ->
                refusal.reason() == Reason.CONFLICT ? Optional.of(refusal.detail()) : Optional.empty();
        };
    }

    private Outcome<Found> inspect(PersistentVolume volume) {
        return FailureClassifier.of(() -> {
            DescribedVolume described = VolumeDescription.of(volume);
            return inspection.run(
                    volume, session -> inspection.inspect(session, inspection.locate(session, described), described));
        });
    }

    private static JournalLocation requireJournal(PoolSession session) {
        return Optional.ofNullable(session.journal())
                .orElseThrow(() -> new RefusedException(Reason.INVALID, "the class has no clusterID"));
    }

    private <T> T run(ClassSource source, Function<PoolSession, T> work) {
        return FailureClassifier.of(() -> work.apply(sessions.find(source))).orThrow();
    }
}
