package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * A VolumeSnapshot that was made by a schedule.
 *
 * @param scheduled the time that it was made for, which may be long before it was made
 * @param created when it was made
 */
record ScheduledSnapshot(String name, Instant scheduled, Instant created, State state) {
    /** The label of a scheduled snapshot, whose value is the uid of the claim. */
    static final String LABEL = "rbdfunctions.io/schedule-of";

    static final String TIME = "rbdfunctions.io/scheduled-at";

    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
    private static final int UID_LENGTH = 8;

    /** A name has at most 253 characters, of which uid and time take 23. */
    private static final int MAX_PREFIX_LENGTH = 200;

    enum State {
        READY,
        /** The last attempt to take it failed. It may become ready yet. */
        FAILED,
        /** It is not known yet whether it will be ready. */
        PENDING,
        DELETED
    }

    static ScheduledSnapshot of(VolumeSnapshotView snapshot) {
        return new ScheduledSnapshot(
                snapshot.name(),
                snapshot.annotation(TIME).flatMap(ScheduledSnapshot::parsed).orElseGet(snapshot::created),
                snapshot.created(),
                state(snapshot));
    }

    private static State state(VolumeSnapshotView snapshot) {
        if (snapshot.isTerminating()) {
            return State.DELETED;
        }
        if (snapshot.isReady()) {
            return State.READY;
        }
        return snapshot.hasError() ? State.FAILED : State.PENDING;
    }

    private static Optional<Instant> parsed(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The name of a claim's snapshot, the same in every attempt. Another claim of this name has another uid. */
    static String nameOf(PersistentVolumeClaim claim, Instant scheduled) {
        String name = claim.getMetadata().getName();
        String uid = claim.getMetadata().getUid();
        return String.join(
                "-",
                name.substring(0, Math.min(name.length(), MAX_PREFIX_LENGTH)).replaceAll("[.-]+$", ""),
                uid.substring(0, Math.min(uid.length(), UID_LENGTH)),
                SUFFIX.format(scheduled));
    }

    /** The object to create. It has no owner, so that it outlives the claim. */
    static GenericKubernetesResource manifest(PersistentVolumeClaim claim, Instant scheduled, String snapshotClass) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(SnapshotKinds.API_VERSION)
                .withKind("VolumeSnapshot")
                .withNewMetadata()
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(nameOf(claim, scheduled))
                .addToLabels(LABEL, claim.getMetadata().getUid())
                .addToLabels("app.kubernetes.io/managed-by", "rbd-functions")
                .addToAnnotations(TIME, scheduled.toString())
                .endMetadata()
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "volumeSnapshotClassName",
                                snapshotClass,
                                "source",
                                Map.of(
                                        "persistentVolumeClaimName",
                                        claim.getMetadata().getName())))
                .build();
    }
}
