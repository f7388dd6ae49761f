package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ImageRef;
import jakarta.inject.Singleton;

/** Grows images (section 1.5). An image that is large enough is an expanded image; none is ever shrunk. */
@Singleton
final class Expander {
    private final Workplaces workplaces;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdImages images;

    Expander(Workplaces workplaces, ImageLocks locks, ImageStore store, RbdImages images) {
        this.workplaces = workplaces;
        this.locks = locks;
        this.store = store;
        this.images = images;
    }

    Expanded expand(ExpandRequest request) {
        Workplace workplace = workplaces.findToGrow(request.target().where(), request.size());
        ImageRef image = workplace.image(request.target().image());
        return locks.exclusively(workplace.monitors(), image, () -> expand(request, workplace.rbd(), image));
    }

    private Expanded expand(ExpandRequest request, RbdCommandBuilder rbd, ImageRef image) {
        Capacity wanted = request.size().roundedUp();
        long before = sizeOf(rbd, image);
        if (before >= wanted.bytes()) {
            return new Expanded(image, before, request.size(), before, false, request.dryRun());
        }
        long now = request.dryRun() ? wanted.bytes() : grow(rbd, image, wanted);
        return new Expanded(image, before, request.size(), now, now == wanted.bytes(), request.dryRun());
    }

    /** The size then: more than what was wanted where another replica has grown it further, and rbd would not shrink it. */
    private long grow(RbdCommandBuilder rbd, ImageRef image, Capacity wanted) {
        try {
            images.carryOut(rbd.resize(image, wanted));
            return wanted.bytes();
        } catch (RbdException failure) {
            long now = failure.error() == RbdError.BAD_ARGUMENT ? sizeOf(rbd, image) : 0;
            if (now < wanted.bytes()) {
                throw failure;
            }
            return now;
        }
    }

    private long sizeOf(RbdCommandBuilder rbd, ImageRef image) {
        return store.find(rbd, image)
                .map(ImageInfo::size)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "expand %s: there is no such image; provision it first".formatted(image)));
    }
}
