package io.rbdfunctions.operation.repair;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.DescribedVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.repair.JournalInspection.Found;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds out why this provisioner could not grow and delete a volume of a CSI driver for RBD. */
@Singleton
public record VolumeCheck(JournalInspection inspection, ImageStore store) {
    /**
     * Reads what a deletion would read, and changes nothing.
     *
     * @return the obstacle, in words; empty if there is none
     * @throws TryAgainException if Ceph or the API server fails
     */
    public Optional<String> obstacle(PersistentVolume volume) {
        Outcome<Optional<String>> outcome = FailureClassifier.of(() -> find(volume));
        return switch (outcome) {
            case Outcome.Done<Optional<String>>(Optional<String> obstacle) -> obstacle;
            case Outcome.Refused<Optional<String>>(Refusal refusal) -> Optional.of(refusal.detail());
        };
    }

    private Optional<String> find(PersistentVolume volume) {
        VolumeView view = new VolumeView(volume);
        if (view.isEncrypted()) {
            return Optional.of("it " + DynamicVolumes.ENCRYPTED);
        }
        if (view.isStatic()) {
            ImageName image = staticImage(view);
            return inspection.run(volume, session -> missing(session, image));
        }
        DescribedVolume described = VolumeDescription.of(volume);
        return inspection.run(volume, session -> obstacle(session, described));
    }

    private static ImageName staticImage(VolumeView view) {
        try {
            return new ImageName(view.image().orElse(""));
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, String.valueOf(invalid.getMessage()));
        }
    }

    private Optional<String> missing(PoolSession session, ImageName name) {
        ImageRef image = session.image(name);
        return store.find(session.rbd(), image).isPresent()
                ? Optional.empty()
                : Optional.of("the image %s does not exist".formatted(image));
    }

    private Optional<String> obstacle(PoolSession session, DescribedVolume volume) {
        Found found = inspection.inspect(session, inspection.locate(session, volume), volume);
        return DynamicVolumes.obstacle(found.volume())
                .map(why -> "it " + why)
                .or(() -> found.isComplete()
                        ? Optional.empty()
                        : Optional.of(
                                "the journal lacks %s: call repair".formatted(String.join(", ", found.missing()))));
    }
}
