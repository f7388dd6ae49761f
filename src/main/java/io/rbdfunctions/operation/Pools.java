package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.ImageId;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.PoolName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What pools hold, for those who look after them. Every method may throw {@link TryAgainException}. */
@Singleton
public final class Pools {
    private final Workplaces workplaces;
    private final RbdImages images;

    Pools(Workplaces workplaces, RbdImages images) {
        this.workplaces = workplaces;
        this.images = images;
    }

    /** The pool of the class, and the one for its data where that is another. */
    public Outcome<List<PoolName>> of(ClassSource where) {
        return Endings.of(() -> workplaces.pools(where));
    }

    /** The names of all images. To ask for their sizes, too, would open every one of them. */
    public Outcome<List<String>> images(ClassSource where) {
        return in(where, workplace -> images.carryOut(workplace.rbd().listNames(workplace.pool())));
    }

    /** What was deleted and can still be brought back. */
    public Outcome<List<TrashedImage>> trash(ClassSource where) {
        return in(where, workplace -> images.carryOut(workplace.rbd().listTrash(workplace.pool())));
    }

    /** Deletes an image for good whose time in the trash is over; false when another has done so. */
    public Outcome<Boolean> purge(ClassSource where, TrashedImage trashed) {
        return in(where, workplace -> purge(workplace, new ImageId(trashed.id())));
    }

    /** What is written on an image, by key; empty for an image that cannot be opened. */
    public Outcome<Map<String, String>> tags(ClassSource where, ImageName image) {
        return in(where, workplace -> tags(workplace, image));
    }

    private boolean purge(Workplace workplace, ImageId id) {
        try {
            images.carryOut(workplace.rbd().trashRemove(workplace.pool(), id));
            return true;
        } catch (RbdException failure) {
            if (failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            return false;
        }
    }

    private Map<String, String> tags(Workplace workplace, ImageName image) {
        try {
            return images.carryOut(workplace.rbd().listMetadata(workplace.image(image)));
        } catch (RbdException failure) {
            if (failure.error() != RbdError.NOT_FOUND) {
                throw failure;
            }
            return Map.of();
        }
    }

    private <T> Outcome<T> in(ClassSource where, Function<Workplace, T> work) {
        return Endings.of(() -> work.apply(workplaces.find(where)));
    }
}
