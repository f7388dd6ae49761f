package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moves an image to the trash, from where it can be restored. */
public record TrashMove(
        Session session, ImageRef image, @Nullable Instant expiry) implements RbdCommand.Changing {
    /** rbd takes a time without a zone for one of its own zone, which the process runner makes UTC. */
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String verb() {
        return "trash mv";
    }

    @Override
    public List<String> arguments() {
        return expiring(Arguments.of("trash", "mv").image(image.name()))
                .connect(pool(), session)
                .end(session);
    }

    private Arguments expiring(Arguments arguments) {
        return expiry == null ? arguments : arguments.option("--expires-at", LOCAL.format(expiry));
    }
}
