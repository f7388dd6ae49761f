package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import java.util.ArrayList;
import java.util.List;

/** Builds the argument list of an {@code rbd} process. {@code --keyfile -} keeps the key out of the process list. */
final class Arguments {
    private final RbdCommand<?> command;
    private final Session session;
    private final List<String> list;

    private Arguments(RbdCommand<?> command, Session session) {
        this.command = command;
        this.session = session;
        this.list = new ArrayList<>(List.of(command.verb().split(" ")));
    }

    /** Begins with the subcommand and the name of the image, if the command is on an image. */
    static Arguments of(RbdCommand<?> command, Session session) {
        Arguments arguments = new Arguments(command, session);
        return command instanceof RbdCommand.OnImage<?> onImage
                ? arguments.add(onImage.image().name().value())
                : arguments;
    }

    /** Adds a flag or a positional value. The caller's type excludes a leading dash of a value. */
    Arguments add(String value) {
        list.add(value);
        return this;
    }

    Arguments option(String name, String value) {
        return add(name).add(value);
    }

    Arguments json() {
        return option("--format", "json");
    }

    Arguments noProgress() {
        return add("--no-progress");
    }

    /** The order of the in-tree plugin for create, resize and rm (rules 1.3 to 1.5). */
    Arguments connect() {
        return option("--pool", command.pool().value())
                .option("--id", session.user().value())
                .option("-m", session.monitors().joined())
                .option("--keyfile", "-");
    }

    /** The order of the in-tree plugin for status and info (rules 1.4 and 1.5). */
    Arguments connectMonitorsFirst() {
        return option("--pool", command.pool().value())
                .option("-m", session.monitors().joined())
                .option("--id", session.user().value())
                .option("--keyfile", "-");
    }

    /** Adds the client's timeouts and {@code -c /dev/null}: without it, {@code rbd} complains about a missing file. */
    List<String> end() {
        ClientTimeouts timeouts = session.timeouts();
        option("-c", "/dev/null");
        option("--client-mount-timeout", Long.toString(timeouts.connect().toSeconds()));
        option("--rados_osd_op_timeout", Long.toString(timeouts.operation().toSeconds()));
        return List.copyOf(list);
    }
}
