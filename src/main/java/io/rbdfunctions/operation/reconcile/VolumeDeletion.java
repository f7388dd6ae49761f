package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.DeleteRequest;
import io.rbdfunctions.operation.Deleted;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.reconcile.Reconciled.Deed;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Deletes the image of a volume, then the volume; the finalizer goes last. */
@Singleton
final class VolumeDeletion {
    private static final String FAILED = "VolumeFailedDelete";

    private final VolumeOperations operations;
    private final Volumes volumes;
    private final ImageFinder finder;
    private final Story story;

    VolumeDeletion(VolumeOperations operations, Volumes volumes, ImageFinder finder, Story story) {
        this.operations = operations;
        this.volumes = volumes;
        this.finder = finder;
        this.story = story;
    }

    Reconciled deleteImage(PersistentVolume volume) {
        return story.of(volume, FAILED, "", () -> {
            TrashRetention retention = ImageFinder.retentionOf(volume).orElse(null);
            return switch (finder.reach(
                    volume, target -> operations.delete(new DeleteRequest(target, retention, false)))) {
                case Outcome.Refused<Deleted> refused -> story.trouble(volume, FAILED, "", refused.refusal());
                case Outcome.Done<Deleted> done -> finish(volume, done.answer());
            };
        });
    }

    private Reconciled finish(PersistentVolume volume, Deleted deleted) {
        story.tell(volume, "VolumeDelete", words(volume, deleted));
        if (volume.getMetadata().getDeletionTimestamp() == null) {
            Attempts.of(() -> delete(volume));
        }
        Attempts.of(() -> dropFinalizer(volume));
        return done(Deed.DELETED, volume, deleted.image().toString());
    }

    /** The image is gone already, so what the volume has become meanwhile does not matter; only that it is the same. */
    private boolean delete(PersistentVolume volume) {
        Optional<PersistentVolume> now = sameNow(volume);
        now.filter(there -> there.getMetadata().getDeletionTimestamp() == null).ifPresent(volumes::delete);
        return now.isPresent();
    }

    private boolean dropFinalizer(PersistentVolume volume) {
        Optional<PersistentVolume> now = sameNow(volume);
        now.filter(there -> new VolumeView(there).hasOurFinalizer()).ifPresent(volumes::dropFinalizer);
        return now.isPresent();
    }

    private Optional<PersistentVolume> sameNow(PersistentVolume volume) {
        String uid = volume.getMetadata().getUid();
        return volumes.find(new ObjectName(volume.getMetadata().getName()))
                .filter(there -> uid.equals(there.getMetadata().getUid()));
    }

    Reconciled letGo(PersistentVolume volume, String why) {
        try {
            volumes.dropFinalizer(volume);
        } catch (StaleObjectException changed) {
            if (sameNow(volume).isPresent()) {
                throw changed;
            }
        }
        story.tell(volume, "VolumeDelete", "the image is left as it is: " + why);
        return done(Deed.LET_GO, volume, new VolumeView(volume).image().orElse(""));
    }

    private static String words(PersistentVolume volume, Deleted deleted) {
        return switch (deleted.action()) {
            case TRASHED ->
                "moved rbd image %s to the trash, where it stays for %s"
                        .formatted(
                                deleted.image(), ImageFinder.retentionOf(volume).orElseThrow());
            case ALREADY_GONE -> "rbd image %s was gone already".formatted(deleted.image());
            case DELETED, WOULD_DELETE -> "deleted rbd image %s".formatted(deleted.image());
        };
    }

    private static Reconciled done(Deed deed, PersistentVolume volume, String image) {
        return new Reconciled.Done(
                deed,
                Names.claimOf(volume),
                Names.claimUidOf(volume),
                volume.getMetadata().getName(),
                image,
                new VolumeView(volume).capacity().map(size -> size.bytes()).orElse(0L));
    }
}
