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

/** Finds out what an image is used by, so that people need not. */
@Singleton
public final class ImageUsers {
    private final RbdEngine images;

    public ImageUsers(RbdEngine images) {
        this.images = images;
    }

    /** The clients that have it open, by address. */
    public List<String> watchers(RbdCommandBuilder rbd, ImageRef image) {
        return images.run(rbd.status(image)).stream().map(Watcher::address).toList();
    }

    public List<String> snapshots(RbdCommandBuilder rbd, ImageRef image) {
        return images.run(rbd.listSnapshots(image)).stream().map(Snapshot::name).toList();
    }

    /** The images cloned from it, as {@code pool/image}. */
    List<String> clones(RbdCommandBuilder rbd, ImageRef image) {
        return images.run(rbd.listChildren(image));
    }

    /** Throws when anything uses the image. */
    public void requireNone(RbdCommandBuilder rbd, ImageRef image) {
        requireUnwatched(image, watchers(rbd, image));
        List<String> snapshots = snapshots(rbd, image);
        if (!snapshots.isEmpty()) {
            throw snapped(rbd, image, snapshots);
        }
    }

    public static void requireUnwatched(ImageRef image, List<String> watchers) {
        if (!watchers.isEmpty()) {
            throw watched(image, watchers);
        }
    }

    public static RefusedException watched(ImageRef image, List<String> watchers) {
        return new RefusedException(Reason.IN_USE, watchedBy(image, watchers));
    }

    public RefusedException snapped(RbdCommandBuilder rbd, ImageRef image, List<String> snapshots) {
        return new RefusedException(Reason.IN_USE, clonedOrSnapped(image, snapshots, clones(rbd, image)));
    }

    /** In the words of the in-tree plugin (section 1.4), and what to do about it. */
    private static String watchedBy(ImageRef image, List<String> watchers) {
        return ("rbd image %s is still being used by %s: unmap it there; a crashed client's watch ends by itself within"
                        + " 30 s")
                .formatted(image, watchers.isEmpty() ? "a client" : String.join(", ", watchers));
    }

    private static String clonedOrSnapped(ImageRef image, List<String> snapshots, List<String> clones) {
        String ofClones = clones.isEmpty() ? "" : " with the clones " + String.join(", ", clones);
        String ofSnapshots =
                snapshots.isEmpty() ? "snapshots in the trash" : "snapshots " + String.join(", ", snapshots);
        return "rbd image %s has %s%s: remove the snapshots and flatten or remove the clones first"
                .formatted(image, ofSnapshots, ofClones);
    }
}
