package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.stream.Stream;

/** All that can be done to an image, and some that cannot, from its creation to its removal through the trash. */
final class ImageLife {
    private static final Capacity SMALL = Capacity.ofMebibytes(8);
    private static final Capacity LARGE = Capacity.ofMebibytes(16);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private final RbdEngine images;
    private final RbdCommandBuilder rbd;
    private final ImageRef image;

    ImageLife(RbdEngine images, RbdCommandBuilder rbd, ImageRef image) {
        this.images = images;
        this.rbd = rbd;
        this.image = image;
    }

    /** Answers how many operations it took. */
    int live() {
        images.run(rbd.create(image, SMALL, LAYERING));
        images.setMetadata(Stream.of("a", "b", "c", "d").map(this::tag).toList());
        images.grow(rbd.resize(image, LARGE));
        List<RbdCommand<?>> looks = looks();
        looks.forEach(images::run);
        List<RbdCommand<?>> failures = failures();
        failures.forEach(command -> failure(images, command));
        images.run(rbd.trashMove(image, null));
        images.run(rbd.listTrash(image.pool())).stream()
                .filter(trashed -> trashed.name().equals(image.name().value()))
                .forEach(trashed -> images.run(rbd.trashRemove(image.pool(), new ImageId(trashed.id()))));
        return 6 + looks.size() + failures.size();
    }

    private SetMetadata tag(String key) {
        return rbd.setMetadata(image, new MetadataKey(key), new MetadataValue("value of " + key));
    }

    private List<RbdCommand<?>> looks() {
        return List.of(
                rbd.info(image),
                rbd.status(image),
                rbd.listMetadata(image),
                rbd.getMetadata(image, new MetadataKey("a")),
                rbd.listSnapshots(image),
                rbd.listChildren(image),
                rbd.listLocks(image),
                rbd.getUsage(image),
                rbd.listNames(image.pool()));
    }

    private List<RbdCommand<?>> failures() {
        ImageRef elsewhere = ImageRef.of("no-such-pool", "data");
        return List.of(
                rbd.create(image, SMALL, LAYERING),
                rbd.resize(image, SMALL),
                rbd.getMetadata(image, new MetadataKey("none")),
                rbd.info(new ImageRef(image.pool(), elsewhere.name())),
                rbd.info(elsewhere));
    }

    static RbdError failure(RbdEngine images, RbdCommand<?> command) {
        try {
            images.run(command);
        } catch (RbdException failure) {
            return failure.error();
        }
        throw new AssertionError(command.verb() + " did not fail");
    }
}
