package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.ListSnapshots.Snapshot;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.Status.Watcher;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds the clients, snapshots and clones that prevent the removal of an image. */
@Singleton
public final class ImageUsers {
    private final RbdEngine engine;

    public ImageUsers(RbdEngine engine) {
        this.engine = engine;
    }

    /** The addresses of the clients that have the image open. */
    public List<String> watchers(RbdCommandBuilder rbd, ImageRef image) {
        return engine.run(rbd.status(image)).stream().map(Watcher::address).toList();
    }

    public List<String> snapshots(RbdCommandBuilder rbd, ImageRef image) {
        return engine.run(rbd.listSnapshots(image)).stream().map(Snapshot::name).toList();
    }

    /** @throws RefusedException if the image has watchers or snapshots */
    public void requireNone(RbdCommandBuilder rbd, ImageRef image) {
        requireUnwatched(image, watchers(rbd, image));
        List<String> snapshots = snapshots(rbd, image);
        if (!snapshots.isEmpty()) {
            throw hasSnapshots(rbd, image, snapshots);
        }
    }

    public static void requireUnwatched(ImageRef image, List<String> watchers) {
        if (!watchers.isEmpty()) {
            throw watched(image, watchers);
        }
    }

    /** Begins with the message of the in-tree plugin. */
    public static RefusedException watched(ImageRef image, List<String> watchers) {
        return new RefusedException(
                Reason.IN_USE,
                ("rbd image %s is still being used by %s: unmap it there; the watch of a crashed client ends within"
                                + " 30 s")
                        .formatted(image, watchers.isEmpty() ? "a client" : String.join(", ", watchers)));
    }

    /** @param snapshots empty if Ceph keeps removed snapshots for their clones */
    public RefusedException hasSnapshots(RbdCommandBuilder rbd, ImageRef image, List<String> snapshots) {
        List<String> clones = engine.run(rbd.listChildren(image));
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
