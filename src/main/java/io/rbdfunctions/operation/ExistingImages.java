package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.command.ImageId;
import io.rbdfunctions.rbd.command.TrashedImage;
import java.util.List;

/**
 * The operations on images that are there already, in the pool or in its trash. Each may throw
 * {@link TryAgainException}.
 */
public interface ExistingImages {

    /** Answers the manifest of a volume over an image; changes nothing. */
    Outcome<Provisioned> adopt(AdoptRequest request);

    /** Brings an image back from the trash, and answers the manifest of a volume over it. */
    Outcome<Provisioned> restore(RestoreRequest request);

    /** Lists the trash of a pool. */
    Outcome<List<TrashedImage>> trash(ClassSource where);

    /** Deletes an image that is in the trash and has expired; true when it was there. */
    Outcome<Boolean> purge(ClassSource where, ImageId id);
}
