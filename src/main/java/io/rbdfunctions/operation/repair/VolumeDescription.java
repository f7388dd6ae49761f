package io.rbdfunctions.operation.repair;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.DescribedVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Objects;
import java.util.Optional;

/** Reads what a PersistentVolume says about its journal. */
final class VolumeDescription {
    private VolumeDescription() {}

    /**
     * Reads a dynamic volume.
     *
     * @throws RefusedException if the volume is of another kind, which has no journal, or invalid
     */
    static DescribedVolume of(PersistentVolume volume) {
        VolumeView view = new VolumeView(volume);
        String name = Objects.requireNonNullElse(volume.getMetadata().getName(), "");
        requireDynamic(view, name);
        try {
            return new DescribedVolume(
                    new ObjectName(name),
                    VolumeHandle.parse(
                            Objects.requireNonNullElse(volume.getSpec().getCsi().getVolumeHandle(), "")),
                    new ImageName(view.image().orElse("")),
                    Optional.ofNullable(volume.getSpec().getClaimRef())
                            .map(ObjectReference::getNamespace)
                            .map(ObjectName::new)
                            .orElse(null),
                    view.isEncrypted());
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, "volume %s: %s".formatted(name, invalid.getMessage()));
        }
    }

    private static void requireDynamic(VolumeView view, String name) {
        if (view.isStatic()) {
            throw hasNoJournal(name, "a static CSI volume, whose handle is the name of its image");
        }
        if (view.isInTree()) {
            throw hasNoJournal(name, "an in-tree volume");
        }
        if (!view.isCsi()) {
            throw hasNoJournal(name, "no volume of a CSI driver for RBD");
        }
    }

    private static RefusedException hasNoJournal(String name, String kind) {
        return new RefusedException(
                Reason.CONFLICT, "volume %s is %s: only dynamic CSI volumes have a journal".formatted(name, kind));
    }
}
