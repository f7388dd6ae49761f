package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Images in every state in which a command fails, in a new pool, and the commands that fail. They change nothing. */
final class CephFaults implements AutoCloseable {
    record Fault(Session session, RbdCommand<?> command) {}

    private static final Capacity SMALL = Capacity.ofMebibytes(8);
    private static final Capacity LARGE = Capacity.ofMebibytes(128);
    private static final String OTHER_KEY = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    private final CephCluster ceph;
    private final PoolName pool;
    private final PoolName erasureCoded;
    private final Session admin;
    private final ImageWatch watch;
    private final ImageId trashed;

    CephFaults(CephCluster ceph) {
        this.ceph = ceph;
        this.pool = new PoolName(ceph.freshPool());
        this.erasureCoded = new PoolName(ceph.freshErasureCodedPool());
        this.admin = TestSessions.admin(ceph);
        Stream.of("there", "watched", "snapped", "grouped", "source", "lost")
                .forEach(name -> ceph.createImage(image(name).toString(), 64));
        ceph.snapshot(image("snapped").toString(), "s1");
        ceph.addToGroup(image("grouped").toString());
        ceph.migrate(image("source").toString(), image("migrating").toString());
        ceph.createDemotedImage(image("demoted").toString(), "snapshot");
        ceph.rbd("create", image("locked").toString(), "--size", "64M", "--image-feature", "exclusive-lock")
                .orFail();
        ceph.lock(image("locked").toString(), "mine");
        ceph.rbd("group", "image", "add", pool + "/g", image("lost").toString()).orFail();
        ceph.rbd("trash", "mv", image("lost").toString()).orFail();
        this.trashed = new ImageId(ceph.trashId(image("lost").toString()));
        this.watch = ceph.watch(image("watched").toString());
    }

    List<Fault> all() {
        return Stream.of(byName(), byState(), byCluster())
                .flatMap(faults -> faults)
                .toList();
    }

    private Stream<Fault> byName() {
        ImageRef none = image("none");
        return Stream.<RbdCommand<?>>of(
                        create(image("there"), null),
                        new Info(none),
                        new Resize(none, LARGE),
                        new Remove(none),
                        new TrashCommand.Move(none, null),
                        tag(none),
                        new Info(ImageRef.of("no-such-pool", "there")),
                        new ListCommand.Names(PoolSpec.of(new PoolName("no-such-pool"))),
                        create(none, new PoolName("no-such-pool")),
                        create(none, erasureCoded),
                        create(new ImageRef(erasureCoded, none.name()), null),
                        create(new ImageRef(erasureCoded, none.name()), pool))
                .map(command -> new Fault(admin, command));
    }

    private Stream<Fault> byState() {
        return Stream.<RbdCommand<?>>of(
                        new Resize(image("there"), SMALL),
                        new Remove(image("watched")),
                        new Remove(image("snapped")),
                        new Remove(image("grouped")),
                        new TrashCommand.Remove(PoolSpec.of(pool), trashed, false),
                        new Remove(image("migrating")),
                        new TrashCommand.Move(image("migrating"), null),
                        new Resize(image("locked"), LARGE),
                        new Resize(image("demoted"), LARGE),
                        tag(image("demoted")),
                        new Remove(image("demoted")),
                        new TrashCommand.Move(image("demoted"), null))
                .map(command -> new Fault(admin, command));
    }

    private Stream<Fault> byCluster() {
        Info info = new Info(image("there"));
        return Stream.of(
                new Fault(TestSessions.as(ceph, "admin", OTHER_KEY), info),
                new Fault(TestSessions.as(ceph, "admin", "notakey"), info),
                new Fault(TestSessions.as(ceph, "admin", TestSessions.NEW_TYPE), info),
                new Fault(TestSessions.as(ceph, ceph.userId(), ceph.userKey()), create(image("none"), null)),
                new Fault(TestSessions.at("v2:127.0.0.1:" + LoopbackPorts.free()), info),
                new Fault(TestSessions.at("no-such-host.invalid:6789"), info));
    }

    private ImageRef image(String name) {
        return new ImageRef(pool, new ImageName(name));
    }

    private static Create create(ImageRef image, @Nullable PoolName dataPool) {
        return new Create(image, SMALL, new ImageLayout(ImageFeatures.LAYERING, dataPool, null, null));
    }

    private static MetadataCommand.Set tag(ImageRef image) {
        return new MetadataCommand.Set(image, Map.of(new MetadataKey("k"), new MetadataValue("v")));
    }

    @Override
    public void close() {
        watch.close();
    }
}
