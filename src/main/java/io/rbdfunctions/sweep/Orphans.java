package io.rbdfunctions.sweep;

import java.util.List;

/**
 * Images and journal entries without a volume, and volumes without an image or a journal. A sweep reports them and never removes
 * them. Each list holds at most 1000 entries and then {@code and N more}.
 *
 * @param images {@code pool/image} of images with this project's names or tags that no volume uses
 * @param volumes volumes of this provisioner whose image is missing
 * @param trashed images in the trash that the next purge does not delete: {@code pool/image}, id and expiry
 * @param journalEntries entries of ceph-csi's journal without a volume: {@code pool/csi.volume.<uuid>} and the name of the volume
 * @param incompleteJournals volumes of this provisioner whose journal is missing or incomplete, and what it lacks
 * @param unreachable pools that could not be searched completely, and why
 */
public record Orphans(
        List<String> images,
        List<String> volumes,
        List<String> trashed,
        List<String> journalEntries,
        List<String> incompleteJournals,
        List<String> unreachable) {}
