package io.rbdfunctions.operation.repair;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.DescribedVolume;
import io.rbdfunctions.journal.JournalDecision;
import io.rbdfunctions.journal.JournalDecision.Complete;
import io.rbdfunctions.journal.JournalDecision.ImageMissing;
import io.rbdfunctions.journal.JournalDecision.Incomplete;
import io.rbdfunctions.journal.JournalDecision.Unrepairable;
import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Compares journals with volumes and images; refuses what only an administrator can decide. */
@Singleton
record JournalInspection(VolumeJournal journal, VolumeCredentials credentials, PoolSessions sessions) {
    /**
     * What was found.
     *
     * @param volume as the journal describes it, or will describe it
     * @param missing what the journal lacks, in words
     * @param isNameMissing whether nothing in the journal can be relied on
     */
    record Found(JournaledVolume volume, List<String> missing, boolean isNameMissing) {
        boolean isComplete() {
            return missing.isEmpty();
        }
    }

    /**
     * Runs the work with the credentials to which a volume of the API server leads.
     *
     * @throws RefusedException as the work, and if the volume leads to no credentials
     */
    <T> T run(PersistentVolume volume, Function<PoolSession, T> work) {
        try {
            return credentials
                    .run(volume, source -> FailureClassifier.of(() -> work.apply(sessions.find(source))))
                    .orThrow();
        } catch (InvalidValueException withoutCredentials) {
            throw new RefusedException(
                    Reason.INVALID,
                    "%s: %s".formatted(volume.getMetadata().getName(), withoutCredentials.getMessage()));
        }
    }

    /**
     * Finds the journal of a volume.
     *
     * @throws RefusedException if the class has no dynamic volumes, or the cluster has no pool of the volume
     */
    JournalLocation locate(PoolSession session, DescribedVolume volume) {
        JournalLocation location = session.journal();
        if (location == null) {
            throw new RefusedException(
                    Reason.INVALID,
                    "the class of the volume %s has no clusterID: use the one of its cluster".formatted(volume.name()));
        }
        return journal.locate(session.rbd(), location, volume.handle())
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "the cluster has no pool with the id %s, which the handle of the volume %s names"
                                .formatted(volume.handle().poolId(), volume.name())));
    }

    /**
     * Compares the journal and changes nothing.
     *
     * @throws RefusedException if the image is missing, or the journal cannot be completed from what is known
     */
    Found inspect(PoolSession session, JournalLocation location, DescribedVolume volume) {
        return read(location, volume, journal.inspect(session.rbd(), location, volume));
    }

    /** As {@link #inspect}, and completes the journal. Returns what was found before. */
    Found repair(PoolSession session, JournalLocation location, DescribedVolume volume) {
        return read(location, volume, journal.repair(session.rbd(), location, volume));
    }

    private static Found read(JournalLocation location, DescribedVolume volume, JournalDecision decision) {
        return switch (decision) {
            case Complete(JournaledVolume journaled) -> new Found(journaled, List.of(), false);
            case Incomplete it -> new Found(it.volume(), it.missing(), it.isNameMissing());
            case Unrepairable(String why) -> throw new RefusedException(Reason.CONFLICT, why);
            case ImageMissing(ImageName image, boolean isRenamed) ->
                throw new RefusedException(
                        Reason.NOT_FOUND,
                        "the image %s of the volume %s does not exist%s"
                                .formatted(
                                        DynamicVolumes.imageOf(location, image),
                                        volume.name(),
                                        isRenamed
                                                ? ", but the one that its journal records exists under another name or in the trash"
                                                : ""));
        };
    }
}
