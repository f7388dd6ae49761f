package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.clone.VolumeCloner;
import io.rbdfunctions.operation.delete.ReplacementRemoval;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the clone of a snapshot that is to take the place of a volume's image: with the layout, the size and the metadata of that. */
@Singleton
record ReplacementClone(VolumeCloner cloner, ReplacementRemoval removal) {
    /** A clone of a snapshot can be larger than the volume, which may have been shrunk since. */
    private static final Capacity ANY_SIZE = Capacity.within(Long.MAX_VALUE);

    /** @throws RefusedException if the snapshot is missing, or if an image has to be flattened first */
    void check(RollbackTarget target, VolumeHandle snapshot) {
        cloner.check(target.session(), new DataSource.OfSnapshot(snapshot), ANY_SIZE);
    }

    /**
     * Makes the clone, or finishes it.
     *
     * @return what the caller should know
     * @throws RefusedException as {@link #check}
     */
    List<String> make(RollbackTarget target, ImageInfo current, RollbackMarker marker) {
        PoolSession session = target.session();
        ImageRef image = target.replacement();
        if (markerOf(session, image)
                .filter(other -> !other.snapshot().equals(marker.snapshot()))
                .isPresent()) {
            removal.removeOf(session, target.image());
        }
        ImageInfo made = cloner.make(
                session,
                new DataSource.OfSnapshot(marker.snapshot()),
                image,
                VolumeCloner.withLayering(current.layout()),
                ANY_SIZE);
        List<String> warnings = new ArrayList<>(copyMetadata(session, target.image(), image));
        session.run(new Grow(image, new Capacity(current.size())));
        session.run(new MetadataCommand.Set(image, Map.of(RollbackMarker.KEY, marker.value())));
        if (made.parent() != null && made.parent().overlap() < current.size()) {
            warnings.add(
                    "the snapshot has %s, and the volume %s: grow the file system if the node does not, with resize2fs or xfs_growfs"
                            .formatted(
                                    Capacity.quantityOf(made.parent().overlap()), Capacity.quantityOf(current.size())));
        }
        return warnings;
    }

    /** The clone has the metadata of the snapshot at first. Returns what cannot be copied. */
    private static List<String> copyMetadata(PoolSession session, ImageRef from, ImageRef to) {
        Map<String, String> wanted = new HashMap<>(session.run(new MetadataCommand.ListAll(from)));
        wanted.remove(ImageTags.ROLLBACK);
        Map<String, String> existing = session.run(new MetadataCommand.ListAll(to));
        Stream.concat(ImageTags.ofSnapshots().stream(), Stream.of(ImageTags.ROLLBACK))
                .filter(key -> existing.containsKey(key) && !wanted.containsKey(key))
                .forEach(key -> RbdException.emptyIfNotFound(
                        () -> session.run(new MetadataCommand.Unset(to, new MetadataKey(key)))));
        List<String> warnings = new ArrayList<>();
        Map<MetadataKey, MetadataValue> pairs = new HashMap<>();
        wanted.forEach((key, value) -> {
            if (!value.equals(existing.get(key))) {
                try {
                    pairs.put(new MetadataKey(key), new MetadataValue(value));
                } catch (InvalidValueException invalid) {
                    warnings.add("some metadata of the image are not copied: " + invalid.getMessage());
                }
            }
        });
        if (!pairs.isEmpty()) {
            session.run(new MetadataCommand.Set(to, pairs));
        }
        return warnings;
    }

    /** The request that has made an image; empty for others, and if the image is missing or not finished. */
    static Optional<RollbackMarker> markerOf(PoolSession session, ImageRef image) {
        var list = new MetadataCommand.ListAll(image);
        return RbdException.emptyIfNotFound(() -> session.run(list)).flatMap(RollbackMarker::of);
    }
}
