package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.ManagerCalls;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletes images of 2 GiB on a cluster with a real manager. Its second attempt, after the expiry, comes after 30 s. */
@SecondLane
class ManagerRemovalTest {
    private static final CephCluster CEPH = CephCluster.fresh();
    private static final String UID = UUID.randomUUID().toString();

    static {
        CEPH.startManager();
    }

    private final TestApi api = new TestApi();
    private final ManagerCalls calls = TestEngine.managerCalls();
    private final VolumeOperations operations = OperationsHarness.operations(
            new ChildProcesses(4, Duration.ofSeconds(60)),
            new ManagerTasks(TestEngine.manager(calls, Duration.ofSeconds(3)), true, System::nanoTime),
            TestSecrets.inFiles(CEPH.secrets()),
            api);
    private final String pool = CEPH.freshPool();
    private final RequestBuilder request =
            new RequestBuilder().parameter("monitors", CEPH.monitors()).parameter("pool", pool);

    @AfterEach
    void close() {
        calls.close();
        api.close();
    }

    @AfterAll
    static void stop() {
        CEPH.close();
    }

    @Test
    void theImageAndItsObjectsDisappearByThemselves() {
        create("kubernetes-dynamic-pvc-" + UID);
        create("custom");

        assertThat(delete("kubernetes-dynamic-pvc-" + UID).action()).isEqualTo(Action.TRASHED);
        assertThat(delete("custom").action()).isEqualTo(Action.TRASHED);

        assertThat(CEPH.images(pool)).isEmpty();
        assertThat(CEPH.dataObjects(pool)).hasSize(6);
        untilTrashIsEmpty();
        assertThat(CEPH.dataObjects(pool)).isEmpty();
        assertThat(CEPH.headers(pool)).isEmpty();
    }

    /** The manager can remove the clone only after the image. */
    @Test
    void theTemporaryCloneOfCephCsiDisappearsToo() {
        String image = "csi-vol-" + UID;
        done(operations.run(request.parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("nodeStageSecretNamespace", "nodes")
                .volume(null)
                .claim(UID)
                .size("2Gi")
                .provision()));
        CEPH.rbd("rm", "--no-progress", pool + "/" + image).orFail();
        CEPH.rbd("create", "--size", "2G", pool + "/source").orFail();
        cloneOf("source", image + "-temp");
        cloneOf(image + "-temp", image);

        assertThat(delete(image).action()).isEqualTo(Action.TRASHED);

        assertThat(CEPH.images(pool)).containsExactly("source");
        assertThat(trash()).hasSize(2);
        untilTrashIsEmpty();
    }

    @Test
    void anImageInANamespaceDisappearsToo() {
        String namespace = pool + "/team-a";
        CEPH.createNamespace(namespace);
        request.parameter("radosNamespace", "team-a");
        CEPH.createImage(namespace + "/kubernetes-dynamic-pvc-" + UID, 2048);

        assertThat(delete("kubernetes-dynamic-pvc-" + UID).action()).isEqualTo(Action.TRASHED);

        assertThat(trash(namespace)).hasSize(1);
        untilEmpty(namespace);
    }

    @Test
    void withoutCapabilitiesForTheManagerAllIsAsWithoutOne() throws IOException {
        List<String> capabilities = List.of("mon", "profile rbd", "osd", "profile rbd");
        CEPH.mountSecret("ceph-no-manager", CEPH.makeUser("no-manager", capabilities));
        request.parameter("adminId", "no-manager").parameter("adminSecretName", "ceph-no-manager");
        create("custom");

        assertThat(delete("custom").action()).isEqualTo(Action.DELETED);

        assertThat(CEPH.images(pool)).isEmpty();
        assertThat(trash()).isEmpty();
    }

    private Deleted delete(String image) {
        var target = new ImageTarget(new ImageName(image), new ClassSource.Given(request.parameters()));
        return done(operations.run(new DeleteRequest(target, null, new DeletionMode.ByClass(), null, false)));
    }

    /** 512 objects, of which three are written. */
    private void create(String image) {
        CEPH.createImage(pool + "/" + image, 2048);
        LongStream.of(0, 1, 511).forEach(number -> CEPH.writeObject(pool + "/" + image, number));
    }

    private void cloneOf(String source, String clone) {
        String snapshot = "%s/%s@s".formatted(pool, source);
        CEPH.rbd("snap", "create", "--no-progress", snapshot).orFail();
        CEPH.rbd("clone", "--rbd-default-clone-format", "2", snapshot, pool + "/" + clone)
                .orFail();
        CEPH.rbd("snap", "rm", "--no-progress", snapshot).orFail();
    }

    private void untilTrashIsEmpty() {
        untilEmpty(pool);
    }

    private static void untilEmpty(String spec) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> trash(spec).isEmpty());
    }

    private List<String> trash() {
        return trash(pool);
    }

    private static List<String> trash(String spec) {
        return CEPH.rbd("trash", "ls", spec).orFail().stdout().lines().toList();
    }
}
