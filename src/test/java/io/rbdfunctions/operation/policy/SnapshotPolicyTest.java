package io.rbdfunctions.operation.policy;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The handle of a snapshot leads to no pool that the settings forbid. */
@SecondLane
class SnapshotPolicyTest extends CephTest {
    private static final Librbd LIBRBD = TestEngine.librbd();

    private static final SnapshotRequestName NAME = new SnapshotRequestName("before");

    private final String otherPool = ceph.freshPool();

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @Test
    void theSnapshotMustBeInAPoolThatIsAllowed() {
        Snapshotted snapshot = take();
        ProvisionRequest elsewhere = request(otherPool);
        SnapshotTarget target = new SnapshotTarget(elsewhere.classSource(), snapshot.handle(), null, null);

        for (VolumeRequest<?> request : List.of(
                new DeleteSnapshotRequest(target, false),
                new InspectSnapshotRequest(target),
                new CloneRequest(elsewhere, false, new CloneSource.OfSnapshot(target)))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() ->
                            policy(TestPolicySettings.DEFAULT.pools(otherPool)).check(request))
                    .withMessage("rbd-functions.policy.pools does not allow pool \"%s\"", pool);
            assertThatCode(() -> policy(TestPolicySettings.DEFAULT.pools(pool, otherPool))
                            .check(request))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theSnapshotOfAContentIsNotDeleted() {
        Snapshotted snapshot = take();
        ClassSource source = request(pool).classSource();
        var byHandle = new DeleteSnapshotRequest(new SnapshotTarget(source, snapshot.handle(), null, null), false);
        var byName = new DeleteSnapshotRequest(new SnapshotTarget(source, null, NAME, null), false);
        assertThatCode(() -> policy(TestPolicySettings.DEFAULT).check(byHandle)).doesNotThrowAnyException();
        api.client()
                .genericKubernetesResources(SnapshotKinds.CONTENTS)
                .resource(SampleContent.preProvisioned(snapshot.handle().toString())
                        .build())
                .create();

        for (DeleteSnapshotRequest request : List.of(byHandle, byName)) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> policy(TestPolicySettings.DEFAULT).check(request))
                    .withMessageStartingWith(
                            "snapshot %s belongs to VolumeSnapshotContent snapcontent-", snapshot.handle())
                    .withMessageEndingWith(": delete that first");
            assertThatCode(() -> policy(TestPolicySettings.DEFAULT.unchecked()).check(request))
                    .doesNotThrowAnyException();
        }
    }

    private Snapshotted take() {
        Provisioned volume = done(operations.run(request(pool)));
        ImageTarget target =
                new ImageTarget(volume.image().name(), request(pool).classSource());
        return done(operations.run(new TakeSnapshotRequest(target, NAME, false)));
    }

    private ProvisionRequest request(String name) {
        return request()
                .parameter("pool", name)
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .volume("data-1")
                .size("8Mi")
                .provision();
    }

    private CallPolicy policy(TestPolicySettings config) {
        RadosObjects objects = TestEngine.objects(LIBRBD);
        DynamicVolumes volumes = new DynamicVolumes(new VolumeJournal(objects, "default"), objects);
        PoolSessions sessions = OperationsHarness.sessions(
                TestEngine.over(LIBRBD, Duration.ofMillis(500)), TestSecrets.inFiles(ceph.secrets()), api);
        return new CallPolicy(
                config,
                new PoolContents(sessions, TestEngine.noManager(), new RecentRemovals()),
                volumes,
                new SnapshotPolicy(
                        config,
                        new SnapshotLocator(sessions, volumes, new SnapshotJournal(volumes.journal())),
                        api.contents()),
                api.volumes());
    }
}
