package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.command.ImageId;
import io.rbdfunctions.rbd.command.TrashedImage;
import jakarta.inject.Singleton;
import java.util.List;

/** The operations on existing images, each with its endings judged. */
@Singleton
final class ExistingImageOperations implements ExistingImages {
    private final Adopter adopter;
    private final Trash trash;

    ExistingImageOperations(Adopter adopter, Trash trash) {
        this.adopter = adopter;
        this.trash = trash;
    }

    @Override
    public Outcome<Provisioned> adopt(AdoptRequest request) {
        return Endings.of(() -> adopter.adopt(request));
    }

    @Override
    public Outcome<Provisioned> restore(RestoreRequest request) {
        return Endings.of(() -> {
            trash.restore(request.volume(), request.id());
            return adopter.adopt(request.volume());
        });
    }

    @Override
    public Outcome<List<TrashedImage>> trash(ClassSource where) {
        return Endings.of(() -> trash.list(where));
    }

    @Override
    public Outcome<Boolean> purge(ClassSource where, ImageId id) {
        return Endings.of(() -> trash.purge(where, id));
    }
}
