package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;

/** Grows images. An image that is large enough already is left as it is; images are never shrunk. */
@Singleton
public record Expander(PoolSessions sessions, DynamicVolumes dynamicVolumes, ImageLocks locks, ImageStore store)
        implements VolumeOperation<ExpandRequest, Expanded> {
    @Override
    public Expanded run(ExpandRequest request) {
        PoolSession session = sessions.findToGrow(request.classSource(), request.size());
        ImageRef image =
                dynamicVolumes.locateToChange(session, request.target()).image();
        Capacity size = sessions.roundedUp(request.classSource(), request.size());
        return locks.withLock(session.monitors(), image, () -> expand(request, size, session, image));
    }

    private Expanded expand(ExpandRequest request, Capacity size, PoolSession session, ImageRef image) {
        if (request.dryRun()) {
            return foresee(request, session, image);
        }
        try {
            return answer(request, image, session.run(new Grow(image, size)), size.bytes());
        } catch (RbdException failure) {
            return switch (failure.error()) {
                case NOT_FOUND -> throw missing(image);
                case DEMOTED -> throw ImageUsers.demoted(image, request.verb());
                case LOCKED -> {
                    ImageUsers.requireUnlocked(session, image);
                    throw failure;
                }
                case BAD_ARGUMENT -> grownByOthers(request, session, image, failure);
                default -> throw failure;
            };
        }
    }

    /** A migrating image can grow, and so can one without the feature exclusive-lock on which somebody has put a lock. */
    private Expanded foresee(ExpandRequest request, PoolSession session, ImageRef image) {
        ImageInfo info = find(session, image);
        Expanded expanded =
                answer(request, image, info.size(), request.size().roundedUp().bytes());
        if (expanded.resized()) {
            ImageUsers.requirePrimary(image, info, request.verb());
            ImageUsers.requireUnlocked(session, image, info);
        }
        return expanded;
    }

    /** rbd refuses to shrink an image that another replica has grown further in the meantime. */
    private Expanded grownByOthers(ExpandRequest request, PoolSession session, ImageRef image, RbdException failure) {
        long now = find(session, image).size();
        if (now < request.size().bytes()) {
            throw failure;
        }
        return answer(request, image, now, now);
    }

    private static Expanded answer(ExpandRequest request, ImageRef image, long before, long atLeast) {
        long now = Math.max(before, atLeast);
        return new Expanded(image, before, request.size(), now, now > before, request.dryRun());
    }

    private ImageInfo find(PoolSession session, ImageRef image) {
        return store.find(session.rbd(), image).orElseThrow(() -> missing(image));
    }

    private static RefusedException missing(ImageRef image) {
        return new RefusedException(
                Reason.NOT_FOUND, "expand %s: the image does not exist; provision it first".formatted(image));
    }
}
