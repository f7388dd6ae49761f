package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.ImageId;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was deleted and can still be brought back. */
@Singleton
final class Trash {
    private final Workplaces workplaces;
    private final RbdImages images;

    Trash(Workplaces workplaces, RbdImages images) {
        this.workplaces = workplaces;
        this.images = images;
    }

    List<TrashedImage> list(ClassSource where) {
        Workplace workplace = workplaces.find(where);
        return images.carryOut(workplace.rbd().listTrash(workplace.pool()));
    }

    /** rbd itself refuses what has not expired. */
    boolean purge(ClassSource where, ImageId id) {
        Workplace workplace = workplaces.find(where);
        try {
            images.carryOut(workplace.rbd().trashRemove(workplace.pool(), id));
            return true;
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }

    /** An image of the name that is there is one that an earlier attempt brought back. */
    void restore(AdoptRequest volume, @Nullable ImageId id) {
        Workplace workplace = workplaces.find(volume.classSource());
        ImageRef image = workplace.image(volume.image());
        if (images.carryOut(workplace.rbd().listNames(image.pool()))
                .contains(image.name().value())) {
            return;
        }
        List<TrashedImage> found = images.carryOut(workplace.rbd().listTrash(image.pool())).stream()
                .filter(trashed -> trashed.name().equals(image.name().value()))
                .filter(trashed -> id == null || trashed.id().equals(id.value()))
                .toList();
        if (found.isEmpty()) {
            throw new RefusedException(
                    Reason.NOT_FOUND, "restore %s: it is not in the trash; list the trash".formatted(image));
        }
        if (found.size() > 1) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "restore %s: the trash holds several of the name, give the id of one: %s"
                            .formatted(
                                    image, found.stream().map(TrashedImage::id).toList()));
        }
        ImageId only = new ImageId(found.getFirst().id());
        images.carryOut(workplace.rbd().trashRestore(image.pool(), only, image.name()));
    }
}
