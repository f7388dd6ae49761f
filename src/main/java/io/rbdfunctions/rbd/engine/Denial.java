package io.rbdfunctions.rbd.engine;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.rbd.CephCapabilities;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.object.ListObjects;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may not do if Ceph denies it, and the capability that it needs.
 *
 * @param doing in the words "may not ..."
 */
record Denial(String doing, String capability) {
    static Denial of(RbdCommand<?> command) {
        List<PoolSpec> places = places(command);
        String capability = CephCapabilities.ofOsds(places);
        return new Denial(
                "%s images in %s".formatted(verb(command), describe(places)),
                isCreation(command) && !command.pool().namespace().isDefault()
                        ? capability + ", or initialize the pool if nobody has: " + initialization(places)
                        : capability);
    }

    private static boolean isCreation(RbdCommand<?> command) {
        return command instanceof Create || command instanceof CloneCommand.Create;
    }

    /** The first image of a pool initializes it, but a user of one namespace may not do that. */
    private static String initialization(List<PoolSpec> places) {
        return places.stream().map(place -> "rbd pool init " + place.pool()).collect(joining(" and "));
    }

    static Denial of(ObjectOperation<?> operation) {
        return switch (operation) {
            case ObjectWrite write -> ofObjects("write", placeOf(write.object()));
            case ObjectOperation.Reading<?> reading -> ofObjects("read", placeOf(reading.object()));
            case ListObjects listing -> ofObjects("list", new PoolSpec(listing.pool(), listing.namespace()));
            case ObjectOperation.OnPools<?> _ -> ofMonitors();
        };
    }

    static Denial ofMonitors() {
        return new Denial("ask the monitors", CephCapabilities.MONITORS);
    }

    /** The failure with this explanation, if it is a denial. */
    RbdException explain(RbdException failure, Session session) {
        if (failure.error() != RbdError.DENIED) {
            return failure;
        }
        return failure.isWithoutConnection()
                ? failure.with(
                        "; the monitors do not accept client.%1$s: compare its key with ceph auth get-key client.%1$s, and give it %2$s"
                                .formatted(session.user(), CephCapabilities.MONITORS))
                : failure.with("; client.%s may not %s: give it %s".formatted(session.user(), doing, capability));
    }

    private static Denial ofObjects(String verb, PoolSpec place) {
        return new Denial(
                "%s objects in %s".formatted(verb, describe(List.of(place))), CephCapabilities.ofOsds(List.of(place)));
    }

    /** An image cannot be looked at without opening it, which takes the permission to write. */
    private static String verb(RbdCommand<?> command) {
        return switch (command) {
            case RbdCommand.Changing<?> _, TrashCommand.Remove _, TrashCommand.Restore _ -> "change";
            case RbdCommand.OnImage<?> _ -> "open";
            default -> "list";
        };
    }

    /** Where the command works; data has the namespace of its image. */
    private static List<PoolSpec> places(RbdCommand<?> command) {
        PoolSpec pool = command.pool();
        PoolName dataPool = dataPool(command);
        return dataPool == null ? List.of(pool) : List.of(pool, new PoolSpec(dataPool, pool.namespace()));
    }

    private static @Nullable PoolName dataPool(RbdCommand<?> command) {
        ImageLayout layout = switch (command) {
            case Create create -> create.layout();
            case CloneCommand.Create clone -> clone.layout();
            default -> null;
        };
        return layout == null ? null : layout.dataPool();
    }

    private static PoolSpec placeOf(ObjectRef object) {
        return new PoolSpec(object.pool(), object.namespace());
    }

    private static String describe(List<PoolSpec> places) {
        return places.stream().map(Denial::describe).collect(joining(" and "));
    }

    private static String describe(PoolSpec place) {
        return (place.namespace().isDefault() ? "" : "namespace %s of ".formatted(place.namespace()))
                + "pool "
                + place.pool();
    }
}
