package io.rbdfunctions.function.names;

import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.clone.call.Cloned;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotPage;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotReport;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls make volumes from volumes and from snapshots. Their data is compared by checksums. */
@SecondLane
class CloneCallsTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final String NAME = "before-upgrade";
    private static final String SOURCE = "source";
    private static final String SNAPSHOT = "snapshot";

    private final CephCluster ceph = CephCluster.shared();
    private final String poolName = ceph.freshPool();
    private final TestApi api = new TestApi();
    private final Pool pool = Pool.ofDynamicVolumes(ceph, poolName, LIBRBD, api);
    private final NamedVolume volume = NamedVolume.make(VolumeKind.DYNAMIC, pool, ceph);

    @TempDir
    private Path directory;

    private Snapshotted snapshot;
    private String before = "";
    private String after = "";

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    @BeforeEach
    void takeASnapshotAndChangeTheVolume() {
        data().write(poolName + "/" + volume.image(), 1);
        before = checksum(volume.image());
        snapshot = pool.answer(Snapshotted.class, Endpoint.SNAPSHOT, Map.of("image", volume.image(), "name", NAME));
        data().write(poolName + "/" + volume.image(), 2);
        after = checksum(volume.image());
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void aVolumeIsClonedAndASnapshotRestored() {
        Cloned clone = clone(Map.of("pvName", "data-2", SOURCE, Map.of("pvName", volume.name())));
        Cloned ofSnapshot = clone(Map.of("pvName", "data-3", SNAPSHOT, Map.of("name", NAME)));
        Cloned restored = restore(Map.of("pvName", "data-4", SNAPSHOT, byHandle()));

        assertThat(clone.action()).isEqualTo(Action.CREATED);
        assertThat(clone.source().uuid().value()).isEqualTo(volume.uid());
        assertThat(restored.source()).isEqualTo(snapshot.handle());
        assertThat(checksum(clone)).isEqualTo(after);
        assertThat(checksum(ofSnapshot)).isEqualTo(before);
        assertThat(checksum(restored)).isEqualTo(before);
        assertThat(pool.answer(SnapshotReport.class, Endpoint.INFO, Map.of(SNAPSHOT, byHandle()))
                        .image()
                        .children())
                .extracting(ImageReport.Link::name)
                .containsExactlyInAnyOrder(
                        ofSnapshot.image().toString(), restored.image().toString());
        assertThat(pool.answer(SnapshotPage.class, Endpoint.LIST, Map.of("snapshots", true))
                        .snapshots())
                .singleElement()
                .satisfies(entry -> assertThat(entry.children()).hasSize(2));

        pool.answer(Deleted.class, Endpoint.DELETE, Map.of("image", volume.image()));
        pool.answer(SnapshotDeleted.class, Endpoint.DELETE, Map.of(SNAPSHOT, byHandle()));

        assertThat(checksum(clone)).isEqualTo(after);
        assertThat(checksum(restored)).isEqualTo(before);
    }

    @Test
    void theReplyIsThatOfANewVolume() {
        Map<String, ?> call = Map.of(
                "claim",
                NamedVolume.claimOf("0b0d5a6e-0000-4000-8000-000000000000"),
                SOURCE,
                Map.of("image", volume.image()));

        PersistentVolume made = clone(call).persistentVolume();

        assertThat(made.getMetadata().getName()).isEqualTo("pvc-0b0d5a6e-0000-4000-8000-000000000000");
        assertThat(made.getSpec().getCapacity().get("storage")).hasToString("8Mi");
        assertThat(new VolumeView(made).dynamicHandle()).isPresent();
        Cloned again = clone(call);
        assertThat(again.action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(again.persistentVolume()).isEqualTo(made);
    }

    @Test
    void theNewVolumeMayBeLargerAndNotSmaller() {
        Cloned larger = clone(Map.of("pvName", "data-2", "size", "16Mi", SNAPSHOT, byHandle()));

        assertThat(larger.persistentVolume().getSpec().getCapacity().get("storage"))
                .hasToString("16Mi");
        assertThat(pool.session().run(new Info(larger.image())).size()).isEqualTo(16L << 20);
        assertThat(refusal(Endpoint.CLONE, Map.of("pvName", "data-3", "size", "4Mi", SNAPSHOT, byHandle())))
                .returns(Reason.INVALID, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("the requested size 4Mi is less than the 8Mi of snapshot");
    }

    @Test
    void aDryRunChangesNothing() {
        var content = pool.content();

        Cloned foreseen = clone(Map.of("pvName", "data-2", "dryRun", true, SOURCE, Map.of("image", volume.image())));
        Cloned restored = restore(Map.of("pvName", "data-2", "dryRun", true, SNAPSHOT, byHandle()));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(restored.action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(pool.content()).isEqualTo(content);
    }

    @Test
    void theSourceMayBeInAnotherPool() {
        Pool other = Pool.ofDynamicVolumes(ceph, ceph.freshPool(), LIBRBD, api);

        Cloned restored =
                other.answer(Cloned.class, Endpoint.RESTORE, Map.of("pvName", "data-2", SNAPSHOT, byHandle()));

        assertThat(data().checksum(restored.image().toString())).isEqualTo(before);
    }

    @Test
    void mistakesAreExplained() {
        pool.create("vm-disk-1");
        Map<String, String> inTree = new HashMap<>(pool.parameters());
        inTree.remove("clusterID");
        inTree.remove("nodeStageSecretName");
        inTree.put("userSecretName", "ceph-user");

        assertThat(refusal(Endpoint.CLONE, Map.of("pvName", "data-2", SOURCE, Map.of("image", "vm-disk-1")))
                        .detail())
                .contains("vm-disk-1 is not that of a dynamic volume");
        assertThat(refusal(Endpoint.CLONE, Map.of("pvName", "data-2", SOURCE, Map.of("image", "none")))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(Endpoint.CLONE, Map.of("pvName", "data-2", SNAPSHOT, Map.of("name", "after")))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(Endpoint.RESTORE, Map.of("pvName", "data-2", SNAPSHOT, byHandle(), "parameters", inTree))
                        .detail())
                .startsWith("only volumes of a class with clusterID have snapshots and clones");
    }

    private Cloned clone(Map<String, ?> fields) {
        return pool.answer(Cloned.class, Endpoint.CLONE, fields);
    }

    private Cloned restore(Map<String, ?> fields) {
        return pool.answer(Cloned.class, Endpoint.RESTORE, fields);
    }

    private Refusal refusal(Endpoint endpoint, Map<String, ?> fields) {
        return refused(pool.call(endpoint, fields));
    }

    private Map<String, String> byHandle() {
        return Map.of("handle", snapshot.handle().toString());
    }

    private String checksum(Cloned cloned) {
        return checksum(cloned.image().name().value());
    }

    private String checksum(String image) {
        return data().checksum(poolName + "/" + image);
    }

    private ImageData data() {
        return new ImageData(ceph, directory);
    }
}
