package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.Snapshot;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.SnapshotCommand.ListedSnapshot;
import io.rbdfunctions.rbd.command.SnapshotCommand.SnapshotNamespace;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Finds what prevents the removal or the growth of an image: its clients, locks, snapshots, clones and states. */
public final class ImageUsers {
    private ImageUsers() {}

    /** The addresses of the clients that have the image open. */
    public static List<String> watchers(PoolSession session, ImageRef image) {
        return session.run(new ListCommand.Watchers(image));
    }

    public static List<String> snapshots(PoolSession session, ImageRef image) {
        return session.run(new ListCommand.Snapshots(image)).stream()
                .map(Snapshot::name)
                .toList();
    }

    /** Refuses the request if a client has the image open. */
    public static void requireUnwatched(ImageRef image, List<String> watchers) {
        if (!watchers.isEmpty()) {
            throw watched(image, watchers);
        }
    }

    /** Names the watchers, in a message that begins like that of the in-tree plugin. */
    public static RefusedException watched(ImageRef image, List<String> watchers) {
        return new RefusedException(Refusal.watched(
                "rbd image %s is still being used by %s: unmap it there; the watch of a crashed client ends within 30 s"
                        .formatted(image, watchers.isEmpty() ? "a client" : String.join(", ", watchers))));
    }

    /**
     * Refuses the request if somebody has locked the image with {@code rbd lock add}.
     *
     * @throws RefusedException names the holder and the command that removes the lock
     */
    public static void requireUnlocked(PoolSession session, ImageRef image) {
        session.run(new ListCommand.Locks(image)).stream()
                .filter(lock -> !lock.isAutomatic())
                .findFirst()
                .ifPresent(lock -> {
                    throw new RefusedException(
                            Reason.IN_USE,
                            "rbd image %s is locked by %s at %s: release the lock there, or remove it with: rbd lock rm %s '%s' %s"
                                    .formatted(image, lock.locker(), lock.address(), image, lock.id(), lock.locker()));
                });
    }

    /** As the other method. On an image without the feature exclusive-lock, such a lock prevents nothing. */
    public static void requireUnlocked(PoolSession session, ImageRef image, ImageInfo info) {
        if (info.features().contains("exclusive-lock")) {
            requireUnlocked(session, image);
        }
    }

    /**
     * Refuses the request if mirroring replicates the image from another cluster.
     *
     * @param verb what the request does, for the message
     */
    public static void requirePrimary(ImageRef image, ImageInfo info, String verb) {
        if (info.isDemoted()) {
            throw demoted(image, verb);
        }
    }

    public static RefusedException demoted(ImageRef image, String verb) {
        return new RefusedException(
                Reason.IN_USE,
                "rbd image %s is replicated from another cluster: %s it there, or promote it with: rbd mirror image promote %s"
                        .formatted(image, verb, image));
    }

    /**
     * Refuses the removal of an image that Ceph keeps for another reason than its clients and snapshots.
     *
     * @throws RefusedException names the state and the command that ends it
     */
    public static void requireRemovable(ImageRef image, ImageInfo info) {
        if (info.isMigrating()) {
            throw new RefusedException(
                    Reason.IN_USE,
                    "rbd image %s is migrating: run rbd migration execute and commit, or undo it with: rbd migration abort %s"
                            .formatted(image, image));
        }
        requirePrimary(image, info, "delete");
        if (info.group() != null) {
            throw new RefusedException(
                    Reason.IN_USE,
                    "rbd image %s belongs to a group: remove it from the group with: rbd group image rm %s %s"
                            .formatted(image, info.group(), image));
        }
    }

    /**
     * Refuses the removal of an image with snapshots. Removed snapshots that Ceph keeps for their clones are no obstacle: in the
     * trash, the image waits for its clones.
     */
    public static void requireOnlyClones(PoolSession session, ImageRef image, ImageInfo info) {
        requireNone(session, image, kept(session, image, info));
    }

    /** As {@link #requireOnlyClones}. Snapshots that an interrupted snapshot or clone has left are no obstacle either. */
    public static void requireOnlyLeftovers(PoolSession session, ImageRef image, ImageInfo info) {
        requireNone(
                session,
                image,
                kept(session, image, info).stream()
                        .filter(snapshot -> !snapshot.isLeftover())
                        .toList());
    }

    private static List<ListedSnapshot> kept(PoolSession session, ImageRef image, ImageInfo info) {
        return info.snapshots() == 0
                ? List.of()
                : session.run(new SnapshotCommand.ListAll(image)).stream()
                        .filter(snapshot -> snapshot.namespace() != SnapshotNamespace.TRASH)
                        .toList();
    }

    private static void requireNone(PoolSession session, ImageRef image, List<ListedSnapshot> snapshots) {
        if (!snapshots.isEmpty()) {
            throw hasSnapshots(
                    session, image, snapshots.stream().map(ListedSnapshot::name).toList());
        }
    }

    /**
     * The refusal for an image with snapshots.
     *
     * @param snapshots empty if Ceph keeps removed snapshots for their clones
     */
    public static RefusedException hasSnapshots(PoolSession session, ImageRef image, List<String> snapshots) {
        List<String> clones = session.run(new ListCommand.Children(image)).stream()
                .filter(clone -> !clone.isInTrash())
                .map(LinkedImage::toString)
                .toList();
        return new RefusedException(
                Reason.IN_USE,
                "rbd image %s has %s%s: remove the snapshots and flatten or remove the clones first"
                        .formatted(
                                image,
                                snapshots.isEmpty()
                                        ? "snapshots in the trash"
                                        : "snapshots " + String.join(", ", snapshots),
                                clones.isEmpty() ? "" : " with the clones " + String.join(", ", clones)));
    }
}
