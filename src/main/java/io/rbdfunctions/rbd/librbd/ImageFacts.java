package io.rbdfunctions.rbd.librbd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.ImageInfo;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what {@code rbd info} tells of an image. */
final class ImageFacts {
    private static final NativeFunction STAT = NativeFunction.rbd("rbd_stat");
    private static final NativeFunction GET_ID = NativeFunction.rbd("rbd_get_id");
    private static final NativeFunction GET_FEATURES = NativeFunction.rbd("rbd_get_features");
    private static final NativeFunction GET_DATA_POOL = NativeFunction.rbd("rbd_get_data_pool_id");
    private static final NativeFunction GET_CREATION_TIME = NativeFunction.rbd("rbd_get_create_timestamp");
    private static final NativeFunction GET_PARENT = NativeFunction.rbd("rbd_get_parent");
    private static final NativeFunction FREE_IMAGE_SPEC = NativeFunction.rbd("rbd_linked_image_spec_cleanup");
    private static final NativeFunction FREE_SNAPSHOT_SPEC = NativeFunction.rbd("rbd_snap_spec_cleanup");

    private static final String WHAT = "info";
    private static final long STAT_SIZE = 160;
    private static final long LONGEST_ID = 256;
    /** That of C's ctime, in UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Image image;
    private final Scratch scratch;

    private ImageFacts(Image image, Scratch scratch) {
        this.image = image;
        this.scratch = scratch;
    }

    static ImageInfo of(Image image) {
        try (Scratch scratch = new Scratch()) {
            return new ImageFacts(image, scratch).all();
        }
    }

    private ImageInfo all() {
        MemorySegment stat = scratch.bytes(STAT_SIZE);
        Errno.check(STAT.call(image.handle(), stat.address(), STAT_SIZE), WHAT);
        return new ImageInfo(
                id(),
                Image.atMost(stat.get(JAVA_LONG, 0)),
                Image.atMost(stat.get(JAVA_LONG, 16)),
                stat.get(JAVA_LONG, 8),
                FeatureBits.names(image.number(GET_FEATURES, WHAT)),
                dataPool(),
                createdAt(),
                parent(),
                ImageUsers.countSnapshots(image));
    }

    private String id() {
        MemorySegment id = scratch.bytes(LONGEST_ID);
        Errno.check(GET_ID.call(image.handle(), id.address(), LONGEST_ID), WHAT);
        return id.getString(0);
    }

    private @Nullable String dataPool() {
        long id = GET_DATA_POOL.callForLong(image.handle());
        return id == image.pool().id() ? null : image.pool().nameOf(id);
    }

    private @Nullable String createdAt() {
        MemorySegment time = scratch.bytes(16);
        Errno.check(GET_CREATION_TIME.call(image.handle(), time.address()), WHAT);
        long seconds = time.get(JAVA_LONG, 0);
        return seconds == 0 ? null : TIME.format(Instant.ofEpochSecond(seconds));
    }

    private @Nullable String parent() {
        MemorySegment parent = scratch.bytes(ImageUsers.LINKED_IMAGE_SIZE);
        MemorySegment snapshot = scratch.bytes(24);
        int result = GET_PARENT.call(image.handle(), parent.address(), snapshot.address());
        if (result == -Errno.MISSING) {
            return null;
        }
        Errno.check(result, WHAT);
        try {
            return "%s/%s@%s".formatted(Structs.text(parent, 8), Structs.text(parent, 32), Structs.text(snapshot, 16));
        } finally {
            FREE_IMAGE_SPEC.call(parent.address());
            FREE_SNAPSHOT_SPEC.call(snapshot.address());
        }
    }
}
