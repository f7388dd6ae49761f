package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs every command on an image, from its creation to its removal from the trash, and some that fail. */
final class ImageLife {
    private static final Capacity SMALL = Capacity.ofMebibytes(8);
    private static final Capacity LARGE = Capacity.ofMebibytes(16);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private final RbdEngine engine;
    private final RbdCommandBuilder rbd;
    private final ImageRef image;

    ImageLife(RbdEngine engine, RbdCommandBuilder rbd, ImageRef image) {
        this.engine = engine;
        this.rbd = rbd;
        this.image = image;
    }

    /** Returns the number of commands. */
    int run() {
        engine.run(rbd.create(image, SMALL, LAYERING));
        engine.run(rbd.setMetadata(
                image,
                Stream.of("a", "b", "c", "d")
                        .collect(Collectors.toMap(MetadataKey::new, key -> new MetadataValue("value of " + key)))));
        engine.run(rbd.resize(image, LARGE));
        List<RbdCommand<?>> reads = reads();
        reads.forEach(engine::run);
        List<RbdCommand<?>> failures = failures();
        failures.forEach(command -> failure(engine, command));
        engine.run(rbd.trashMove(image, null));
        engine.run(rbd.listTrash(image.pool())).stream()
                .filter(trashed -> trashed.name().equals(image.name().value()))
                .forEach(trashed -> engine.run(rbd.trashRemove(image.pool(), new ImageId(trashed.id()))));
        return 6 + reads.size() + failures.size();
    }

    private List<RbdCommand<?>> reads() {
        return List.of(
                rbd.info(image),
                rbd.status(image),
                rbd.listMetadata(image),
                rbd.listSnapshots(image),
                rbd.listChildren(image),
                rbd.listLocks(image),
                rbd.listNames(image.pool()));
    }

    private List<RbdCommand<?>> failures() {
        ImageRef elsewhere = ImageRef.of("no-such-pool", "data");
        return List.of(
                rbd.create(image, SMALL, LAYERING),
                rbd.resize(image, SMALL),
                rbd.info(new ImageRef(image.pool(), elsewhere.name())),
                rbd.info(elsewhere));
    }

    static RbdError failure(RbdEngine engine, RbdCommand<?> command) {
        try {
            engine.run(command);
        } catch (RbdException failure) {
            return failure.error();
        }
        throw new AssertionError(command.verb() + " did not fail");
    }
}
