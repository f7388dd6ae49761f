package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.ArrayList;
import java.util.List;

/** Builds the argument list of an {@code rbd} process. {@code --keyfile -} keeps the key out of the process list. */
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

    /** Adds a positional value other than an image name. The caller's type excludes a leading dash. */
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

    /** The order of the in-tree plugin for create, resize and rm (rules 1.3 to 1.5). */
    Arguments connect(PoolName pool, Session session) {
        return option("--pool", pool.value())
                .option("--id", session.access().user().value())
                .option("-m", session.access().monitors().joined())
                .option("--keyfile", "-");
    }

    /** The order of the in-tree plugin for status and info (rules 1.4 and 1.5). */
    Arguments connectMonitorsFirst(PoolName pool, Session session) {
        return option("--pool", pool.value())
                .option("-m", session.access().monitors().joined())
                .option("--id", session.access().user().value())
                .option("--keyfile", "-");
    }

    /** Adds the client's timeouts and {@code -c /dev/null}: without it, {@code rbd} complains about a missing file. */
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
