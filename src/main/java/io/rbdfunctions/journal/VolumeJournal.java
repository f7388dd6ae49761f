package io.rbdfunctions.journal;

import io.rbdfunctions.journal.JournalKeys.Kind;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolNameOf;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The journal that ceph-csi keeps about its volumes. All methods are idempotent, safe after crashes and beside other replicas,
 * and throw {@link RbdException} if Ceph fails and {@link JournalException} if the journal contradicts itself or the request.
 */
@Singleton
public final class VolumeJournal {
    private static final int OBJECTS_PER_CALL = 10_000;

    /**
     * A part of the volumes with objects.
     *
     * @param uuids some may be in the next part too
     * @param next the position of the next part; empty at the end
     */
    public record VolumeObjects(List<VolumeUuid> uuids, OptionalInt next) {
        public VolumeObjects {
            uuids = List.copyOf(uuids);
        }
    }

    private final RadosObjects objects;
    private final String instanceId;
    private final Kind kind;

    @Inject
    VolumeJournal(RadosObjects objects, JournalConfig config) {
        this(objects, config.instanceId());
    }

    /**
     * A journal on any implementation of the port.
     *
     * @param instanceId the {@code --instanceid} of ceph-csi
     */
    public VolumeJournal(RadosObjects objects, String instanceId) {
        this(objects, instanceId, Kind.VOLUME);
    }

    private VolumeJournal(RadosObjects objects, String instanceId, Kind kind) {
        this.objects = objects;
        this.instanceId = instanceId;
        this.kind = kind;
    }

    /** The journal of the snapshots beside these volumes, for which ceph-csi uses the same form. */
    public VolumeJournal ofSnapshots() {
        return new VolumeJournal(objects, instanceId, Kind.SNAPSHOT);
    }

    /**
     * Reserves the name before the image is created: three round trips, or two if it is reserved. If the directory has
     * another uuid under the name, as after an attempt of ceph-csi, the answer has that uuid and its image.
     */
    public JournaledVolume reserve(Session session, JournalLocation location, VolumeEntry entry) {
        return new Reserver(access(session, location)).reserve(entry);
    }

    /** What a reservation would answer, without changing anything. */
    public JournaledVolume foresee(Session session, JournalLocation location, VolumeEntry entry) {
        JournalAccess access = access(session, location);
        return new JournalReader(access)
                .find(entry.requestName())
                .orElseGet(() -> new JournaledVolume(
                        location,
                        access.imagePoolId(),
                        entry.requestName(),
                        entry.uuid(),
                        entry.image(),
                        null,
                        false,
                        false,
                        entry.source()));
    }

    /**
     * Records the id of the image when it has been created, in one round trip. Returns false if the volume is no longer in the
     * journal, because another client has deleted it.
     */
    public boolean recordImageId(Session session, JournaledVolume volume, ImageId imageId) {
        JournalAccess access = access(session, volume.location());
        ObjectWrite write = ObjectWrite.of(access.object(volume.uuid()))
                .require(kind.nameKey(), volume.requestName().value())
                .set(Map.of(JournalKeys.IMAGE_ID, imageId.value()));
        return access.applies(write);
    }

    /** Whether the image whose id is recorded exists, under any name or in the trash. Takes one round trip. */
    public boolean hasImage(Session session, JournaledVolume volume) {
        return volume.imageId() != null && access(session, volume.location()).hasImage(volume.imageId());
    }

    /**
     * Finds a volume by its name, in two round trips. Empty if the directory or the object of the volume lacks it.
     *
     * @param location its journal pool is searched; the answer has the pool of the image
     */
    public Optional<JournaledVolume> find(Session session, JournalLocation location, ObjectName requestName) {
        return new JournalReader(access(session, location)).find(requestName);
    }

    /**
     * Reads the object of a volume, in one round trip. Empty if there is none, or if it lacks the name of the volume.
     *
     * @param location the answer has another journal pool if the object names one
     */
    public Optional<JournaledVolume> read(Session session, JournalLocation location, VolumeUuid uuid) {
        return new JournalReader(access(session, location)).read(uuid);
    }

    /**
     * Reads the object of the volume with a handle, in one round trip, in the pool that the handle names by its id: pools can be
     * renamed. Looks in the image pool of the location if the cluster has no pool with the id.
     */
    public Optional<JournaledVolume> read(Session session, JournalLocation location, VolumeHandle handle) {
        return read(session, locate(session, location, handle).orElse(location), handle.uuid());
    }

    /** The location in the pool that the handle names by its id, without a round trip; empty if the cluster has no such pool. */
    public Optional<JournalLocation> locate(Session session, JournalLocation location, VolumeHandle handle) {
        return objects.run(session, new PoolNameOf(handle.poolId())).map(location::withImagePool);
    }

    /**
     * Compares the journal of a volume with the volume and its image, in three or four round trips. Changes nothing.
     *
     * @param location in the pool of the handle
     */
    public JournalDecision inspect(Session session, JournalLocation location, DescribedVolume volume) {
        return new JournalRepairer(access(session, location), volume).inspect();
    }

    /** As {@link #inspect}, and writes what is missing. The answer is what was found before. */
    public JournalDecision repair(Session session, JournalLocation location, DescribedVolume volume) {
        return new JournalRepairer(access(session, location), volume).repair();
    }

    /** Removes a volume when its image is gone, in two round trips. Succeeds if the journal does not have it. */
    public void remove(Session session, JournalLocation location, ObjectName requestName, VolumeUuid uuid) {
        new Remover(access(session, location), requestName, uuid).remove();
    }

    /**
     * Lists the directory, in one round trip.
     *
     * @param after only volumes after this name; empty for all
     * @param limit at most so many; Ceph may return fewer, by default at most 1024
     */
    public DirectoryEntry.Page list(Session session, JournalLocation location, String after, int limit) {
        return new JournalReader(access(session, location)).list(after, limit);
    }

    /**
     * Lists volumes by their objects in the image pool, also those that are not in the directory. Looks at all objects of the
     * namespace, at about 10,000 in one call.
     *
     * @param position where to begin: 0, as the part before it says, or anywhere, since the objects are in no order
     */
    public VolumeObjects listObjects(Session session, JournalLocation location, int position) {
        return new JournalReader(access(session, location)).listObjects(position, OBJECTS_PER_CALL);
    }

    private JournalAccess access(Session session, JournalLocation location) {
        return new JournalAccess(objects, session, location, kind, kind.directory(instanceId));
    }
}
