package io.rbdfunctions.operation;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.rollback.RollbackSource;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.ListSnapshotsRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A user whose capabilities are for one namespace of a pool: all operations work there, and none anywhere else. */
@SecondLane
class TenantTest extends CephTest {
    private static final Librbd LIBRBD = TestEngine.librbd();

    /** With each engine. */
    enum Engine {
        CLI,
        LIBRBD
    }

    /** What a namespace has. */
    private record Tenant(Provisioned volume, Snapshotted snapshot, List<ImageId> trashed) {}

    private final String tenant = pool + "-tenant-a";

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @BeforeEach
    void makeTenant() throws IOException {
        ceph.createNamespace(pool + "/a");
        ceph.createNamespace(pool + "/b");
        String profile = "profile rbd pool=%s namespace=a".formatted(pool);
        ceph.mountSecret(tenant, ceph.makeUser(tenant, List.of("mon", "profile rbd", "osd", profile, "mgr", profile)));
    }

    @ParameterizedTest
    @EnumSource
    void aTenantCannotInitializeThePool(Engine engine) {
        RequestBuilder own = asTenant(in("a"));

        assertThat(refused(with(engine).run(own.provision())))
                .returns(Reason.DENIED, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("or initialize the pool if nobody has: rbd pool init " + pool);
        ceph.rbd("pool", "init", pool).orFail();
        done(with(engine).run(own.provision()));
    }

    static Stream<Arguments> enginesAndForeignPlaces() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of("b", "").map(place -> Arguments.of(engine, place)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndForeignPlaces")
    void aTenantCanDoNothingElsewhere(Engine engine, String elsewhere) {
        Tenant other = made(operations, in(elsewhere));
        RequestBuilder own = asTenant(in(elsewhere));
        List<Object> before = others();

        requests(own, other).forEach((verb, request) -> {
            Refusal refusal = refused(with(engine).run(request));
            assertThat(refusal.reason()).as(verb + ": " + refusal.detail()).isEqualTo(Reason.DENIED);
            assertThat(refusal.detail())
                    .as(verb)
                    .contains("client.%s may not ".formatted(tenant))
                    .contains(
                            elsewhere.isEmpty()
                                    ? " in pool %1$s: give it osd 'profile rbd pool=%1$s'".formatted(pool)
                                    : " in namespace %2$s of pool %1$s: give it osd 'profile rbd pool=%1$s namespace=%2$s'"
                                            .formatted(pool, elsewhere));
        });

        assertThat(others()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aTenantCanDoEverythingInItsNamespace(Engine engine) {
        ceph.rbd("pool", "init", pool).orFail();
        VolumeOperations operations = with(engine);
        RequestBuilder own = asTenant(in("a"));
        List<Object> before = others();

        Tenant made = made(operations, own);
        requests(own, made)
                .forEach((verb, request) ->
                        assertThat(operations.run(request)).as(verb).isInstanceOf(Outcome.Done.class));

        assertThat(others()).as("outside of the namespace").isEqualTo(before);
    }

    /** The monitors tell everybody how much room the pools have. */
    @Test
    void aPoolIsChosenInTheNameOfATenant() throws IOException {
        String second = ceph.freshPool();
        for (String each : List.of(pool, second)) {
            ceph.rbd("pool", "init", each).orFail();
        }
        ceph.createNamespace(second + "/a");
        String both = "both-" + tenant;
        String profiles = "profile rbd pool=%s namespace=a, profile rbd pool=%s namespace=a".formatted(pool, second);
        ceph.mountSecret(both, ceph.makeUser(both, List.of("mon", "profile rbd", "osd", profiles)));
        ceph.setQuota(pool, 4 << 20);
        RequestBuilder request = in("a").without("pool")
                .parameter("pools", pool + "," + second)
                .parameter("poolSelection", "first-with-room")
                .parameter("adminId", both)
                .parameter("adminSecretName", both);

        Provisioned placed = done(operations.run(request.provision()));

        assertThat(placed.image().poolSpec()).hasToString(second + "/a");
        assertThat(done(operations.run(request.provision())).action()).isEqualTo(Provisioned.Action.ALREADY_THERE);
    }

    private VolumeOperations with(Engine engine) {
        return engine == Engine.CLI
                ? operations
                : OperationsHarness.operations(LIBRBD, TestSecrets.inFiles(ceph.secrets()), api);
    }

    private RequestBuilder in(String namespace) {
        RequestBuilder request = request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "ceph-user")
                .parameter("trashRetention", "7d")
                .size("8Mi");
        return namespace.isEmpty() ? request : request.parameter("radosNamespace", namespace);
    }

    private RequestBuilder asTenant(RequestBuilder request) {
        return request.parameter("adminId", tenant).parameter("adminSecretName", tenant);
    }

    /** Two images in the trash, and a volume with a snapshot. */
    private Tenant made(VolumeOperations operations, RequestBuilder request) {
        List<ImageId> trashed =
                Stream.generate(() -> trashed(operations, request)).limit(2).toList();
        Provisioned volume = done(operations.run(newVolume(request)));
        Snapshotted snapshot = done(operations.run(take(target(request, volume), "first")));
        return new Tenant(volume, snapshot, trashed);
    }

    private ImageId trashed(VolumeOperations operations, RequestBuilder request) {
        Provisioned volume = done(operations.run(newVolume(request)));
        DeleteRequest delete = delete(target(request, volume));
        assertThat(done(operations.run(delete)).action()).isEqualTo(Deleted.Action.TRASHED);
        return ceph.rbd("trash", "ls", volume.image().poolSpec().toString())
                .orFail()
                .stdout()
                .lines()
                .filter(line -> line.endsWith(volume.image().name().value()))
                .map(line -> new ImageId(line.split(" ", 2)[0]))
                .findFirst()
                .orElseThrow();
    }

    /** All verbs, in an order in which they succeed. */
    private static Map<String, VolumeRequest<?>> requests(RequestBuilder own, Tenant made) {
        ImageTarget volume = target(own, made.volume());
        ClassSource source = volume.classSource();
        SnapshotTarget snapshot = new SnapshotTarget(source, made.snapshot().handle(), null, null);
        Map<String, VolumeRequest<?>> requests = new LinkedHashMap<>();
        requests.put("provision", newVolume(own));
        requests.put("info", new InspectRequest(volume));
        requests.put("list", new ListRequest(source, null, 10));
        requests.put("list of the trash", new ListRequest(source, null, 10, true));
        requests.put("expand", new ExpandRequest(volume, Capacity.parse("16Mi"), false));
        requests.put("snapshot", take(volume, "second"));
        requests.put("info of a snapshot", new InspectSnapshotRequest(snapshot));
        requests.put("list of snapshots", new ListSnapshotsRequest(source, null, 10));
        requests.put("clone of a volume", new CloneRequest(newVolume(own), false, new CloneSource.OfVolume(volume)));
        requests.put(
                "clone of a snapshot", new CloneRequest(newVolume(own), false, new CloneSource.OfSnapshot(snapshot)));
        requests.put(
                "rollback",
                new RollbackRequest(
                        volume, new RollbackSource.OfSnapshot(made.snapshot().handle()), null, false));
        requests.put("delete-snapshot", new DeleteSnapshotRequest(snapshot, false));
        requests.put("delete", delete(volume));
        requests.put("restore", new RestoreRequest(null, made.trashed().getFirst(), null, newVolume(own)));
        requests.put("purge", new PurgeRequest(made.trashed().getLast(), source, true, false));
        requests.put("provision, dry run", own.dryRun().provision());
        return requests;
    }

    private static ProvisionRequest newVolume(RequestBuilder request) {
        return request.volume("pvc-" + Uid.random()).provision();
    }

    private static TakeSnapshotRequest take(ImageTarget volume, String name) {
        return new TakeSnapshotRequest(volume, new SnapshotRequestName(name), false);
    }

    private static DeleteRequest delete(ImageTarget volume) {
        return new DeleteRequest(volume, null, new DeletionMode.ByClass(), null, false);
    }

    private static ImageTarget target(RequestBuilder request, Provisioned volume) {
        var object = volume.persistentVolume();
        return new ImageTarget(
                volume.image().name(),
                new ClassSource.Given(request.parameters()),
                new VolumeRef(
                        new ObjectName(object.getMetadata().getName()),
                        VolumeHandle.parse(object.getSpec().getCsi().getVolumeHandle())));
    }

    /** The objects outside of the tenant's namespace, and their journals. */
    private List<Object> others() {
        return List.of(
                ceph.rados(List.of("--pool", pool, "ls", "--all"))
                        .orFail()
                        .stdout()
                        .lines()
                        .filter(object -> !object.startsWith("a\t"))
                        .sorted()
                        .toList(),
                Omaps.of(ceph, pool).all("csi."),
                new Omaps(ceph, pool, "b").all("csi."));
    }
}
