package io.rbdfunctions.operation.call;

import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;

/** What is known in Ceph about the image of a volume. */
sealed interface SearchResult {
    /**
     * The image of the volume.
     *
     * @param isJournaled whether the journal of ceph-csi has the volume, and maybe another image than this
     */
    record Found(ImageName image, boolean isJournaled) implements SearchResult {}

    /** Images of the volume in the trash, the last deleted one first; there is none in the pool. */
    record Trashed(List<TrashedImage> images) implements SearchResult {
        public Trashed {
            images = List.copyOf(images);
        }
    }

    /** No image has the name of the volume, but some have no volume's name and may be its image. */
    record Unclear(int untagged) implements SearchResult {}

    /**
     * The volume has no image: all images belong to others.
     *
     * @param isNameTaken whether an image of another volume has the name that follows from the name of this volume
     */
    record Missing(boolean isNameTaken) implements SearchResult {}
}
