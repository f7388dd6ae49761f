package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the properties that {@code rbd info} prints. */
public final class InfoReader {
    private static final NativeFunction STAT = NativeFunction.rbd("rbd_stat");
    private static final NativeFunction GET_ID = NativeFunction.rbd("rbd_get_id");
    private static final NativeFunction GET_STRIPE_UNIT = NativeFunction.rbd("rbd_get_stripe_unit");
    private static final NativeFunction GET_STRIPE_COUNT = NativeFunction.rbd("rbd_get_stripe_count");
    private static final NativeFunction GET_FEATURES = NativeFunction.rbd("rbd_get_features");
    private static final NativeFunction GET_DATA_POOL = NativeFunction.rbd("rbd_get_data_pool_id");
    private static final NativeFunction GET_CREATION_TIME = NativeFunction.rbd("rbd_get_create_timestamp");
    private static final NativeFunction GET_PARENT = NativeFunction.rbd("rbd_get_parent");
    private static final NativeFunction GET_OVERLAP = NativeFunction.rbd("rbd_get_overlap");
    private static final NativeFunction FREE_IMAGE_SPEC = NativeFunction.rbd("rbd_linked_image_spec_cleanup");
    private static final NativeFunction FREE_SNAPSHOT_SPEC = NativeFunction.rbd("rbd_snap_spec_cleanup");

    private static final String CONTEXT = "info";
    private static final long STAT_SIZE = 160;
    private static final long LONGEST_ID = 256;

    private InfoReader() {}

    public static ImageInfo of(Image image) {
        MemorySegment stat = image.memory().bytes(STAT_SIZE);
        Errno.check(STAT.call(image.handle(), stat.address(), STAT_SIZE), CONTEXT);
        return new ImageInfo(
                id(image),
                Image.clamp(stat.get(JAVA_LONG, 0)),
                Image.clamp(stat.get(JAVA_LONG, 16)),
                stat.get(JAVA_LONG, 8),
                image.number(GET_STRIPE_UNIT, CONTEXT),
                image.number(GET_STRIPE_COUNT, CONTEXT),
                FeatureBits.names(features(image)),
                dataPool(image),
                createdAt(image),
                parent(image),
                ImageLists.countSnapshots(image),
                ImageState.group(image),
                ImageState.isDemoted(image));
    }

    static long features(Image image) {
        return image.number(GET_FEATURES, CONTEXT);
    }

    private static String id(Image image) {
        MemorySegment id = image.memory().bytes(LONGEST_ID);
        Errno.check(GET_ID.call(image.handle(), id.address(), LONGEST_ID), CONTEXT);
        return id.getString(0);
    }

    private static @Nullable String dataPool(Image image) {
        long id = GET_DATA_POOL.callForLong(image.handle());
        return id == image.pool().id() ? null : image.pool().nameOf(id);
    }

    private static @Nullable Instant createdAt(Image image) {
        MemorySegment time = image.memory().bytes(16);
        Errno.check(GET_CREATION_TIME.call(image.handle(), time.address()), CONTEXT);
        long seconds = time.get(JAVA_LONG, 0);
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    static boolean hasParent(Image image) {
        return parent(image) != null;
    }

    private static @Nullable Parent parent(Image image) {
        MemorySegment parent = image.memory().bytes(ImageLists.LINKED_IMAGE_SIZE);
        MemorySegment snapshot = image.memory().bytes(24);
        int result = GET_PARENT.call(image.handle(), parent.address(), snapshot.address());
        if (result == -Errno.MISSING) {
            return null;
        }
        Errno.check(result, CONTEXT);
        image.memory().onClose(() -> FREE_IMAGE_SPEC.call(parent.address()));
        image.memory().onClose(() -> FREE_SNAPSHOT_SPEC.call(snapshot.address()));
        return new Parent(
                ImageLists.linked(parent), StructArray.text(snapshot, 16), image.number(GET_OVERLAP, CONTEXT));
    }
}
