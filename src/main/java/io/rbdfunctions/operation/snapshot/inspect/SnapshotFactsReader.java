package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.snapshot.call.CsiPool;
import io.rbdfunctions.operation.snapshot.call.JournaledImage;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is known of a snapshot besides its image. */
@Singleton
record SnapshotFactsReader(VolumeJournal volumes) {
    SnapshotFacts read(JournaledImage snapshot) {
        JournaledVolume journaled = snapshot.journaled();
        return new SnapshotFacts(
                snapshot.handle(),
                SnapshotRequestName.ofJournal(journaled.requestName()).orElse(null),
                journaled.source(),
                volume(snapshot.pool(), journaled.source()).orElse(null));
    }

    /** Its image is in the pool of the class, unless the class of the snapshot has another one. */
    private Optional<ObjectName> volume(CsiPool pool, @Nullable ImageName source) {
        return Optional.ofNullable(source)
                .flatMap(VolumeUuid::atEndOf)
                .flatMap(uuid -> volumes.read(pool.session().rbd(), pool.journal(), uuid))
                .filter(volume -> volume.image().equals(source))
                .map(JournaledVolume::requestName);
    }
}
