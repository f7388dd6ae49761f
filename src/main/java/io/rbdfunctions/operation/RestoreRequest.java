package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.command.ImageId;
import org.jspecify.annotations.Nullable;

/**
 * An image that is wanted back from the trash, under the name it had.
 *
 * @param volume the volume over it; its image is the one to bring back
 * @param id which one, where the trash holds several of the name; else null
 */
public record RestoreRequest(AdoptRequest volume, @Nullable ImageId id) {}
