package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the command line of every {@code rbd} process, in one place for all functions. {@code --keyfile -} keeps the key
 * out of the process list.
 */
final class RbdCommandBuilder {
    private final RbdCommand<?> command;
    private final Session session;
    private final List<String> list;

    private RbdCommandBuilder(RbdCommand<?> command, Session session) {
        this.command = command;
        this.session = session;
        this.list = new ArrayList<>(List.of(command.verb().split(" ")));
    }

    /** Begins with the subcommand and the name of the image or the snapshot, if the command is on one. */
    static RbdCommandBuilder of(RbdCommand<?> command, Session session) {
        RbdCommandBuilder builder = new RbdCommandBuilder(command, session);
        return switch (command) {
            case RbdCommand.OnSnapshot on -> builder.addSnapshot(on.snapshot());
            case RbdCommand.OnImage<?> on -> builder.add(on.image().name().value());
            default -> builder;
        };
    }

    /** Begins with the subcommand, and with images or snapshots that may be in several pools. */
    static RbdCommandBuilder ofSpecs(RbdCommand<?> command, Session session, String... specs) {
        RbdCommandBuilder builder = new RbdCommandBuilder(command, session);
        List.of(specs).forEach(builder::add);
        return builder.credentials();
    }

    RbdCommandBuilder addSnapshot(SnapshotRef snapshot) {
        return add(snapshot.image().name() + "@" + snapshot.name());
    }

    /** Adds a flag or a positional value. The caller's type excludes a leading dash of a value. */
    RbdCommandBuilder add(String value) {
        list.add(value);
        return this;
    }

    RbdCommandBuilder option(String name, String value) {
        return add(name).add(value);
    }

    RbdCommandBuilder json() {
        return option("--format", "json");
    }

    RbdCommandBuilder layout(ImageLayout layout) {
        if (layout.dataPool() != null) {
            option("--data-pool", layout.dataPool().value());
        }
        option("--image-feature", layout.features().joined());
        if (layout.objectSize() != null) {
            option("--object-size", layout.objectSize().bytes() + "B");
        }
        if (layout.striping() != null) {
            option("--stripe-unit", layout.striping().unit() + "B");
            option("--stripe-count", Long.toString(layout.striping().count()));
        }
        return this;
    }

    RbdCommandBuilder noProgress() {
        return add("--no-progress");
    }

    private RbdCommandBuilder pool() {
        PoolSpec pool = command.pool();
        RbdCommandBuilder named = option("--pool", pool.pool().value());
        return pool.namespace().isDefault()
                ? named
                : named.option("--namespace", pool.namespace().value());
    }

    /** The order of the in-tree plugin for create, resize and rm (rules 1.3 to 1.5). */
    RbdCommandBuilder connect() {
        return pool().credentials();
    }

    private RbdCommandBuilder credentials() {
        return option("--id", session.user().value())
                .option("-m", session.monitors().joined())
                .option("--keyfile", "-");
    }

    /** The order of the in-tree plugin for status and info (rules 1.4 and 1.5). */
    RbdCommandBuilder connectMonitorsFirst() {
        return pool().option("-m", session.monitors().joined())
                .option("--id", session.user().value())
                .option("--keyfile", "-");
    }

    /** Adds the client's timeouts and {@code -c /dev/null}: without it, {@code rbd} complains about a missing file. */
    List<String> build() {
        ClientTimeouts timeouts = session.timeouts();
        option("-c", "/dev/null");
        option("--client-mount-timeout", Long.toString(timeouts.connect().toSeconds()));
        option("--rados_osd_op_timeout", Long.toString(timeouts.operation().toSeconds()));
        return List.copyOf(list);
    }
}
