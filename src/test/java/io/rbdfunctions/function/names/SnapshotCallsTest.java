package io.rbdfunctions.function.names;

import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.Snapshotted.Action;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotFacts;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotPage;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotReport;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls take, describe, list and delete snapshots of a volume that has a PersistentVolume and a claim. */
@SecondLane
class SnapshotCallsTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final String NAME = "before-upgrade";

    private final CephCluster ceph = CephCluster.shared();
    private final String poolName = ceph.freshPool();
    private final TestApi api = new TestApi();
    private final Pool pool = Pool.ofDynamicVolumes(ceph, poolName, LIBRBD, api);
    private final NamedVolume volume = NamedVolume.make(VolumeKind.DYNAMIC, pool, ceph);

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    @Test
    void aRepeatedCallFindsTheSnapshotByItsName() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));

        assertThat(taken.action()).isEqualTo(Action.CREATED);
        assertThat(taken.ready()).isTrue();
        assertThat(taken.size().quantity()).isEqualTo("8Mi");
        assertThat(taken.createdAt()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
        assertThat(taken.image().name().value())
                .isEqualTo("csi-snap-" + taken.handle().uuid());
        assertThat(journal().of("csi.snaps.default"))
                .containsOnly(Map.entry(
                        "csi.snap.snapshot-" + NAME, taken.handle().uuid().value()));
        for (Map<String, ?> of : List.of(
                Map.of("pvName", volume.name()),
                Map.of("image", volume.image()),
                Map.of("claim", Map.of("uid", volume.uid())))) {
            Snapshotted again = take(of);
            assertThat(again.action()).as("%s", of).isEqualTo(Action.ALREADY_THERE);
            assertThat(again.handle()).isEqualTo(taken.handle());
        }
    }

    @Test
    void theVolumeIsFoundByItsPersistentVolume() {
        api.put(volume.manifest());
        api.put(volume.claim());

        Snapshotted taken = take(Map.of("claim", NamedVolume.claimOf(volume.uid())));

        assertThat(journal().of("csi.snap." + taken.handle().uuid())).containsEntry("csi.source", volume.image());
    }

    @Test
    void aDryRunChangesNothing() {
        var before = pool.content();

        Snapshotted foreseen = pool.answer(
                Snapshotted.class, Endpoint.SNAPSHOT, Map.of("image", volume.image(), "name", NAME, "dryRun", true));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(foreseen.ready()).isFalse();
        assertThat(pool.content()).isEqualTo(before);
        assertThat(journal().objects("csi.snap")).isEmpty();
        assertThat(take(Map.of("image", volume.image())).handle()).isEqualTo(foreseen.handle());
    }

    @Test
    void aNameBelongsToOneVolume() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));
        String other = provision("data-2").image().name().value();

        assertThat(refusal(Endpoint.SNAPSHOT, Map.of("image", other, "name", NAME)))
                .returns(Reason.CONFLICT, Refusal::reason)
                .returns(
                        "the name %s belongs to the snapshot %s of image %s: choose another name, or delete that snapshot"
                                .formatted(NAME, taken.handle(), volume.image()),
                        Refusal::detail);
        assertThat(refusal(Endpoint.DELETE, snapshot("name", NAME, "image", other)))
                .returns(Reason.CONFLICT, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .startsWith("snapshot %s is one of image %s, not of %s:".formatted(NAME, volume.image(), other));
        assertThat(refusal(Endpoint.INFO, snapshot("name", NAME, "pvName", "data-2"))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        assertThat(ceph.images(poolName)).contains(taken.image().name().value());
    }

    @Test
    void theClassOrTheCallSetsThePrefix() {
        Map<String, String> parameters = new HashMap<>(pool.parameters());
        parameters.put("snapshotNamePrefix", "backup-");

        Snapshotted taken = pool.answer(
                Snapshotted.class,
                Endpoint.SNAPSHOT,
                Map.of("image", volume.image(), "name", NAME, "parameters", parameters));

        assertThat(taken.image().name().value())
                .isEqualTo("backup-" + taken.handle().uuid());
    }

    @Test
    void aDeletedSnapshotIsGoneByHandleAndByName() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));
        Map<String, ?> byHandle = snapshot("handle", taken.handle().toString());
        Map<String, ?> byName = snapshot("name", NAME, "pvName", volume.name());

        assertThat(delete(with(byHandle, "dryRun", true)).action()).isEqualTo(SnapshotDeleted.Action.WOULD_DELETE);
        assertThat(ceph.images(poolName)).contains(taken.image().name().value());
        assertThat(delete(byName)).isEqualTo(new SnapshotDeleted(SnapshotDeleted.Action.DELETED, taken.image()));

        assertThat(ceph.images(poolName)).doesNotContain(taken.image().name().value());
        assertThat(ceph.images(poolName)).contains(volume.image());
        assertThat(journal().objects("csi.snap.")).isEmpty();
        for (Map<String, ?> again : List.of(byHandle, byName)) {
            assertThat(delete(again))
                    .as("%s", again)
                    .isEqualTo(new SnapshotDeleted(SnapshotDeleted.Action.ALREADY_GONE, taken.image()));
        }
        assertThat(take(Map.of("pvName", volume.name())).action()).isEqualTo(Action.CREATED);
    }

    /** The object of the snapshot is removed before its name. */
    @Test
    void anInterruptedDeletionIsFinished() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));
        delete(snapshot("handle", taken.handle().toString()));
        journal()
                .set(
                        "csi.snaps.default",
                        "csi.snap.snapshot-" + NAME,
                        taken.handle().uuid().value());

        assertThat(delete(snapshot("name", NAME, "pvName", volume.name())).action())
                .isEqualTo(SnapshotDeleted.Action.ALREADY_GONE);

        assertThat(journal().of("csi.snaps.default")).isEmpty();
    }

    @Test
    void aSnapshotOutlivesItsVolume() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));
        pool.answer(Deleted.class, Endpoint.DELETE, Map.of("pvName", volume.name()));

        SnapshotFacts facts = pool.answer(SnapshotReport.class, Endpoint.INFO, snapshot("name", NAME))
                .facts();

        assertThat(facts.handle()).isEqualTo(taken.handle());
        assertThat(facts.source()).hasToString(volume.image());
        assertThat(facts.volume()).isNull();
        assertThat(delete(snapshot("name", NAME, "image", volume.image())).action())
                .isEqualTo(SnapshotDeleted.Action.DELETED);
    }

    @Test
    void aSnapshotIsDescribed() {
        Snapshotted taken = take(Map.of("pvName", volume.name()));

        SnapshotReport report = pool.answer(
                SnapshotReport.class,
                Endpoint.INFO,
                snapshot("handle", taken.handle().toString()));

        assertThat(report.image().image()).isEqualTo(taken.image());
        assertThat(report.image().size()).isEqualTo(8L << 20);
        assertThat(report.image().parent()).asString().contains(volume.image());
        assertThat(report.facts().name()).hasToString(NAME);
        assertThat(report.facts().volume()).hasToString(volume.name());
        assertThat(report.image().children()).isEmpty();
        assertThat(refusal(Endpoint.INFO, snapshot("name", "after")))
                .returns(Reason.NOT_FOUND, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .startsWith("snapshot after not found: the journal of its pool does not have it");
    }

    @Test
    void snapshotsAreListedByPage() {
        for (String name : List.of("a", "b", "c")) {
            pool.answer(Snapshotted.class, Endpoint.SNAPSHOT, Map.of("image", volume.image(), "name", name));
        }
        journal().set("csi.snaps.default", "csi.snap.snapshot-half", "00000000-0000-4000-8000-000000000000");

        SnapshotPage first = list(Map.of("snapshots", true, "limit", 2));
        SnapshotPage second = list(Map.of("snapshots", true, "continue", Objects.requireNonNull(first.next())));

        assertThat(first.snapshots())
                .extracting(entry -> String.valueOf(entry.facts().name()))
                .containsExactly("a", "b");
        assertThat(second.snapshots()).singleElement().satisfies(entry -> {
            assertThat(entry.facts().name()).hasToString("c");
            assertThat(entry.facts().volume()).hasToString(volume.name());
            assertThat(entry.size()).isEqualTo(8L << 20);
            assertThat(entry.createdAt()).isNotNull();
        });
        assertThat(second.next()).isNull();
    }

    @Test
    void onlyDynamicVolumesHaveSnapshots() {
        pool.create("vm-disk-1");

        assertThat(refusal(Endpoint.SNAPSHOT, Map.of("image", "vm-disk-1", "name", NAME)))
                .returns(Reason.CONFLICT, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("is not that of a dynamic volume", "convert with \"dynamic\": true");
        assertThat(refusal(Endpoint.SNAPSHOT, Map.of("image", "none", "name", NAME))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        Map<String, String> inTree = new HashMap<>(pool.parameters());
        inTree.remove("clusterID");
        assertThat(refusal(Endpoint.LIST, Map.of("snapshots", true, "parameters", inTree)))
                .returns(Reason.INVALID, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .startsWith("only volumes of a class with clusterID have snapshots");
    }

    @Test
    void aHandleOfAnotherClusterIsRefused() {
        String handle =
                take(Map.of("pvName", volume.name())).handle().toString().replace("-c1-", "-c2-");

        assertThat(refusal(Endpoint.DELETE, snapshot("handle", handle)))
                .returns(Reason.INVALID, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("is one of the cluster c2, and the class one of c1");
    }

    private Snapshotted take(Map<String, ?> of) {
        return pool.answer(Snapshotted.class, Endpoint.SNAPSHOT, with(of, "name", NAME));
    }

    private Provisioned provision(String name) {
        return pool.answer(Provisioned.class, Endpoint.PROVISION, Map.of("pvName", name, "size", "8Mi"));
    }

    private SnapshotDeleted delete(Map<String, ?> fields) {
        return pool.answer(SnapshotDeleted.class, Endpoint.DELETE, fields);
    }

    private SnapshotPage list(Map<String, ?> fields) {
        return pool.answer(SnapshotPage.class, Endpoint.LIST, fields);
    }

    private Refusal refusal(Endpoint endpoint, Map<String, ?> fields) {
        return refused(pool.call(endpoint, fields));
    }

    private static Map<String, ?> snapshot(String field, String value) {
        return Map.of("snapshot", Map.of(field, value));
    }

    private static Map<String, ?> snapshot(String field, String value, String other, String otherValue) {
        return Map.of("snapshot", Map.of(field, value, other, otherValue));
    }

    private static Map<String, ?> with(Map<String, ?> fields, String name, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    private Omaps journal() {
        return Omaps.of(ceph, poolName);
    }
}
