package io.rbdfunctions.operation.attributes;

import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.Map;

/** Brings the metadata of an image in line with attributes. */
public final class ImageAttributes {
    private ImageAttributes() {}

    /** Writes what differs. Returns whether anything did. */
    static boolean apply(PoolSession session, ImageRef image, VolumeAttributes attributes) {
        Map<String, String> existing = session.run(new MetadataCommand.ListAll(image));
        ImageTags.write(session, image, attributes.metadata(), existing);
        boolean isSurplus = removeSurplus(session, image, attributes, existing);
        return isSurplus
                || !existing.entrySet().containsAll(attributes.metadata().entrySet());
    }

    /** Removes what an earlier class has set. Returns whether there was anything to remove. */
    public static boolean removeSurplus(
            PoolSession session, ImageRef image, VolumeAttributes attributes, Map<String, String> existing) {
        List<String> surplus = attributes.surplus(existing);
        surplus.forEach(key -> remove(session, image, key));
        return !surplus.isEmpty();
    }

    private static void remove(PoolSession session, ImageRef image, String key) {
        try {
            session.run(new MetadataCommand.Unset(image, new MetadataKey(key)));
        } catch (RbdException failure) {
            // Another replica may have removed it meanwhile. If the image is gone, reading it fails.
            if (session.run(new MetadataCommand.ListAll(image)).containsKey(key)) {
                throw failure;
            }
        }
    }
}
