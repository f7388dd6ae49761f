package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.ArrayList;
import java.util.List;

/**
 * An argument list in the making.
 *
 * <p>The key is never in it: {@code --keyfile -} stands in the place of the {@code --key=} of the replaced systems.
 */
final class Arguments {
    private final List<String> list;

    private Arguments(List<String> verb) {
        list = new ArrayList<>(verb);
    }

    static Arguments of(String... verb) {
        return new Arguments(List.of(verb));
    }

    Arguments image(ImageName image) {
        list.add(image.value());
        return this;
    }

    /** A value that is neither an image nor an option; its type has made sure that rbd takes it for no option. */
    Arguments positional(String value) {
        list.add(value);
        return this;
    }

    Arguments option(String name, String value) {
        list.add(name);
        list.add(value);
        return this;
    }

    Arguments json() {
        return option("--format", "json");
    }

    Arguments flag(String name) {
        list.add(name);
        return this;
    }

    Arguments noProgress() {
        return flag("--no-progress");
    }

    /** Pool, user, monitors, key: as the in-tree plugin orders them for create, resize and rm (1.3 to 1.5). */
    Arguments connect(PoolName pool, Session session) {
        return option("--pool", pool.value())
                .option("--id", session.access().user().value())
                .option("-m", session.access().monitors().joined())
                .option("--keyfile", "-");
    }

    /** Pool, monitors, user, key: as the in-tree plugin orders them for status and info (1.4, 1.5). */
    Arguments connectMonitorsFirst(PoolName pool, Session session) {
        return option("--pool", pool.value())
                .option("-m", session.access().monitors().joined())
                .option("--id", session.access().user().value())
                .option("--keyfile", "-");
    }

    /** No configuration file, whose absence rbd reports in five lines on each call; and the client's timeouts. */
    List<String> end(Session session) {
        option("-c", "/dev/null");
        option(
                "--client-mount-timeout",
                Long.toString(session.timeouts().connect().toSeconds()));
        option(
                "--rados_osd_op_timeout",
                Long.toString(session.timeouts().operation().toSeconds()));
        return List.copyOf(list);
    }
}
