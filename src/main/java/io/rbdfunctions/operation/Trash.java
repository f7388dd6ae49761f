package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.TrashedImage;
import jakarta.inject.Singleton;
import java.util.List;

/** What was deleted and can still be brought back. */
@Singleton
public final class Trash {
    private final Workplaces workplaces;
    private final RbdImages images;

    Trash(Workplaces workplaces, RbdImages images) {
        this.workplaces = workplaces;
        this.images = images;
    }

    /** Lists the trash of a pool; may throw {@link TryAgainException}. */
    public Outcome<List<TrashedImage>> list(ClassSource where) {
        return Endings.of(() -> {
            Workplace workplace = workplaces.find(where);
            return images.carryOut(workplace.rbd().listTrash(workplace.pool()));
        });
    }
}
