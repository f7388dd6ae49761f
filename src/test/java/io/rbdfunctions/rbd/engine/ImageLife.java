package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
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
    private final Session session;
    private final ImageRef image;

    ImageLife(RbdEngine engine, Session session, ImageRef image) {
        this.engine = engine;
        this.session = session;
        this.image = image;
    }

    /** Returns the number of commands. */
    int run() {
        engine.run(session, new Create(image, SMALL, LAYERING));
        engine.run(
                session,
                new MetadataCommand.Set(
                        image,
                        Stream.of("a", "b", "c", "d")
                                .collect(Collectors.toMap(
                                        MetadataKey::new, key -> new MetadataValue("value of " + key)))));
        engine.run(session, new Resize(image, LARGE));
        List<RbdCommand<?>> reads = reads();
        reads.forEach(read -> engine.run(session, read));
        List<RbdCommand<?>> failures = failures();
        failures.forEach(command -> failure(engine, session, command));
        engine.run(session, new TrashCommand.Move(image, null));
        engine.run(session, new TrashCommand.ListAll(image.poolSpec())).stream()
                .filter(trashed -> trashed.name().equals(image.name().value()))
                .forEach(trashed -> engine.run(
                        session, new TrashCommand.Remove(image.poolSpec(), new ImageId(trashed.id()), false)));
        return 6 + reads.size() + failures.size();
    }

    private List<RbdCommand<?>> reads() {
        return List.of(
                new Info(image),
                new ListCommand.Watchers(image),
                new MetadataCommand.ListAll(image),
                new ListCommand.Snapshots(image),
                new ListCommand.Children(image),
                new ListCommand.Locks(image),
                new ListCommand.Names(image.poolSpec()));
    }

    private List<RbdCommand<?>> failures() {
        ImageRef elsewhere = ImageRef.of("no-such-pool", "data");
        return List.of(
                new Create(image, SMALL, LAYERING),
                new Resize(image, SMALL),
                new Info(new ImageRef(image.poolSpec(), new ImageName("missing"))),
                new Info(elsewhere));
    }

    static RbdError failure(RbdEngine engine, Session session, RbdCommand<?> command) {
        try {
            engine.run(session, command);
        } catch (RbdException failure) {
            return failure.error();
        }
        throw new AssertionError(command.verb() + " did not fail");
    }
}
