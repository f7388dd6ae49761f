package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.SnapshotDeleteRequest;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted.Action;
import io.rbdfunctions.operation.snapshot.SnapshotDeleter;
import io.rbdfunctions.operation.snapshot.Snapshotter;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Deletes the snapshots that calls name. Deleting a missing one succeeds. Every answer has an image. */
@Singleton
public record NamedSnapshotDeleter(
        SnapshotLocator locator, SnapshotJournal journal, SnapshotDeleter deleter, Snapshotter snapshotter)
        implements VolumeOperation<DeleteSnapshotRequest, SnapshotDeleted> {
    @Override
    public SnapshotDeleted run(DeleteSnapshotRequest request) {
        Optional<JournaledImage> found = locator.find(request.target());
        VolumeHandle handle =
                found.map(JournaledImage::handle).orElse(request.target().handle());
        if (handle == null) {
            return gone(request, removeName(request));
        }
        SnapshotDeleted deleted =
                deleter.run(new SnapshotDeleteRequest(handle, request.classSource(), request.dryRun()));
        return deleted.image() == null ? gone(request, handle.uuid()) : deleted;
    }

    /** Removes the name that an interrupted deletion has left in the journal. Returns the uuid of the snapshot. */
    private VolumeUuid removeName(DeleteSnapshotRequest request) {
        CsiPool pool = locator.open(request.classSource());
        SnapshotTarget target = request.target();
        SnapshotRequestName name = Objects.requireNonNull(target.name());
        VolumeUuid uuid = name.uuidFor(locator.imageOf(pool, Objects.requireNonNull(target.volume())));
        if (!request.dryRun()) {
            journal.remove(pool.session().rbd(), pool.journal(), name.inJournal(), uuid);
        }
        return uuid;
    }

    /** With the image that a snapshot of the class would have. */
    private SnapshotDeleted gone(DeleteSnapshotRequest request, VolumeUuid uuid) {
        ImageRef image =
                snapshotter.newImage(locator.open(request.classSource()).session(), request.classSource(), uuid);
        return new SnapshotDeleted(Action.ALREADY_GONE, image);
    }
}
