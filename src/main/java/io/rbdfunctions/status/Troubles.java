package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.status.Trouble.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what may need a person while claims and volumes are listed, and then decides about it: work that has just begun
 * is no trouble, unless there is a warning about it. Looks at no more than {@value #MAX_CANDIDATES} of them.
 */
final class Troubles {
    static final int LIMIT = 500;

    /** Work on a claim takes a second, a deletion a few; both are retried within minutes. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    private static final Comparator<Trouble> ORDER = Comparator.comparing(Trouble::kind)
            .thenComparing(Trouble::since, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Trouble::object);

    private static final int MAX_CANDIDATES = 5_000;

    private final List<Trouble> candidates = new ArrayList<>();

    /** Adds a claim that needs work. */
    void add(PersistentVolumeClaim claim, ClaimDecision decision) {
        switch (decision) {
            case ClaimDecision.Provision _ ->
                add(Kind.PENDING_CLAIM, Names.of(claim), created(claim.getMetadata()), "it has no volume yet");
            case ClaimDecision.CheckVolume _ ->
                add(Kind.PENDING_CHANGE, Names.of(claim), null, "its volume is to be changed");
            case ClaimDecision.Nothing _, ClaimDecision.ReleaseSource _, ClaimDecision.LeaveToPopulator _ -> {}
        }
    }

    /** Adds a volume of this provisioner. */
    void add(PersistentVolume object) {
        VolumeView volume = new VolumeView(object);
        String name = object.getMetadata().getName();
        if (volume.phase().equals("Failed")) {
            String message = object.getStatus().getMessage();
            add(
                    Kind.FAILED_VOLUME,
                    name,
                    phaseBegin(object),
                    message == null || message.isEmpty() ? "its phase is Failed" : message);
        } else if (volume.isTerminating()) {
            add(Kind.STUCK_DELETION, name, time(object.getMetadata().getDeletionTimestamp()), delay(object, volume));
        } else if (volume.isReleased() && volume.hasDeletePolicy()) {
            add(
                    Kind.STUCK_DELETION,
                    name,
                    phaseBegin(object),
                    "its claim is gone, and its image has not been deleted yet");
        }
    }

    private static String delay(PersistentVolume object, VolumeView volume) {
        return volume.phase().equals("Bound")
                ? "it is to be deleted, and still bound to the claim " + Names.claimOf(object)
                : "it waits for the finalizers "
                        + String.join(", ", object.getMetadata().getFinalizers());
    }

    private void add(Kind kind, String object, @Nullable Instant since, String reason) {
        if (candidates.size() < MAX_CANDIDATES) {
            candidates.add(new Trouble(kind, object, since, reason));
        }
    }

    /**
     * Decides which candidates are trouble, the most urgent and oldest first.
     *
     * @param withoutImage the names of the volumes whose image is missing
     * @param warnings the newest warning by what it is about
     */
    List<Trouble> find(List<String> withoutImage, Map<String, String> warnings, Instant now) {
        Stream<Trouble> missing = withoutImage.stream()
                .map(name -> new Trouble(Kind.MISSING_IMAGE, name, null, "its image is not in the pool"));
        return Stream.concat(
                        missing,
                        candidates.stream()
                                .filter(trouble -> isTrouble(trouble, warnings, now))
                                .map(trouble ->
                                        trouble.because(warnings.getOrDefault(trouble.about(), trouble.reason()))))
                .sorted(ORDER)
                .toList();
    }

    private static boolean isTrouble(Trouble candidate, Map<String, String> warnings, Instant now) {
        Instant since = candidate.since();
        return candidate.kind() == Kind.FAILED_VOLUME
                || warnings.containsKey(candidate.about())
                || (since != null && since.plus(USUAL).isBefore(now));
    }

    private static @Nullable Instant phaseBegin(PersistentVolume object) {
        return object.getStatus() == null ? null : time(object.getStatus().getLastPhaseTransitionTime());
    }

    static @Nullable Instant created(ObjectMeta metadata) {
        return time(metadata.getCreationTimestamp());
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
