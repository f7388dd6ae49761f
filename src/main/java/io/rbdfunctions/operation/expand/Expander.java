package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;

/** Grows images (section 1.5). An image that is large enough is an expanded image; none is ever shrunk. */
@Singleton
public final class Expander implements VolumeOperation<ExpandRequest, Expanded> {
    private final PoolSessions sessions;
    private final ImageLocks locks;
    private final ImageStore store;

    public Expander(PoolSessions sessions, ImageLocks locks, ImageStore store) {
        this.sessions = sessions;
        this.locks = locks;
        this.store = store;
    }

    @Override
    public Class<ExpandRequest> requestType() {
        return ExpandRequest.class;
    }

    @Override
    public Expanded run(ExpandRequest request) {
        PoolSession session = sessions.findToGrow(request.target().classSource(), request.size());
        ImageRef image = session.image(request.target().image());
        return locks.exclusively(session.monitors(), image, () -> expand(request, session.rbd(), image));
    }

    private Expanded expand(ExpandRequest request, RbdCommandBuilder rbd, ImageRef image) {
        Capacity wanted = request.size().roundedUp();
        if (request.dryRun()) {
            long before = sizeOf(rbd, image);
            return expanded(request, image, before, Math.max(before, wanted.bytes()));
        }
        try {
            long before = store.grow(rbd, image, wanted);
            return expanded(request, image, before, Math.max(before, wanted.bytes()));
        } catch (RbdException failure) {
            return switch (failure.error()) {
                case NOT_FOUND -> throw missing(image);
                case BAD_ARGUMENT -> grownByAnother(request, rbd, image, failure);
                default -> throw failure;
            };
        }
    }

    /** Another replica has grown it further since it was looked at, and none is ever shrunk. */
    private Expanded grownByAnother(
            ExpandRequest request, RbdCommandBuilder rbd, ImageRef image, RbdException failure) {
        long now = sizeOf(rbd, image);
        if (now < request.size().roundedUp().bytes()) {
            throw failure;
        }
        return expanded(request, image, now, now);
    }

    private static Expanded expanded(ExpandRequest request, ImageRef image, long before, long now) {
        return new Expanded(image, before, request.size(), now, now > before, request.dryRun());
    }

    private long sizeOf(RbdCommandBuilder rbd, ImageRef image) {
        return store.find(rbd, image).map(ImageInfo::size).orElseThrow(() -> missing(image));
    }

    private static RefusedException missing(ImageRef image) {
        return new RefusedException(
                Reason.NOT_FOUND, "expand %s: there is no such image; provision it first".formatted(image));
    }
}
