package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The name that a caller gives to a snapshot: one of Kubernetes' names, of at most 244 characters. It belongs to one volume of a
 * journal. A snapshot that a VolumeSnapshot asked for has its uid.
 */
public record SnapshotRequestName(String value) {
    private static final String PREFIX = "snapshot-";
    private static final int LONGEST = 253 - PREFIX.length();

    public SnapshotRequestName {
        if (new ObjectName(value).value().length() > LONGEST) {
            throw new InvalidValueException(
                    "invalid name %s: longer than %d characters".formatted(Text.quoted(value), LONGEST));
        }
    }

    /** The name of a snapshot in the journal; empty if it was not made for a VolumeSnapshot or by a call. */
    public static Optional<SnapshotRequestName> ofJournal(ObjectName name) {
        if (!name.value().startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SnapshotRequestName(name.value().substring(PREFIX.length())));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /** The name in the journal. */
    ObjectName inJournal() {
        return new ObjectName(PREFIX + value);
    }

    /** The uuid of a new snapshot of the volume with the image: the same for each attempt. */
    VolumeUuid uuidFor(ImageName source) {
        // A snapshot of RBD has this form, so different pairs give different texts.
        byte[] text = "%s@%s".formatted(source, value).getBytes(StandardCharsets.UTF_8);
        return new VolumeUuid(UUID.nameUUIDFromBytes(text).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
