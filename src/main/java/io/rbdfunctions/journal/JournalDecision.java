package io.rbdfunctions.journal;

import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;

/** What the journal of a volume needs. */
public sealed interface JournalDecision {
    /** Nothing: ceph-csi can work with the volume. */
    record Complete(JournaledVolume volume) implements JournalDecision {}

    /**
     * The journal lacks something that the volume and its image tell.
     *
     * @param volume as the journal will describe it
     * @param missing what it lacks, in words
     * @param isNameMissing whether the object is missing or has no name, so that it may lack keys that the volume does not tell
     * @param writes that complete the journal, in this order; each requires what was read
     */
    record Incomplete(JournaledVolume volume, List<String> missing, boolean isNameMissing, List<ObjectWrite> writes)
            implements JournalDecision {
        public Incomplete {
            missing = List.copyOf(missing);
            writes = List.copyOf(writes);
        }
    }

    /**
     * The journal contradicts itself, the volume or the image, or lacks what nobody can know.
     *
     * @param why what is where, in words
     */
    record Unrepairable(String why) implements JournalDecision {}

    /**
     * There is no image of the name.
     *
     * @param isRenamed whether the image that the journal records exists, under another name or in the trash
     */
    record ImageMissing(ImageName image, boolean isRenamed) implements JournalDecision {}
}
