package io.rbdfunctions.operation;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.Restored;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import org.junit.jupiter.api.Test;

/** The operations on images of a class with {@code radosNamespace}, on a real Ceph. */
@SecondLane
class RadosNamespaceOperationsTest extends CephTest {
    private final PoolSpec team = new PoolSpec(new PoolName(pool), new RadosNamespace("team"));
    private final RequestBuilder request = request()
            .parameter("clusterID", "ceph-1")
            .parameter("nodeStageSecretName", "ceph-user")
            .parameter("radosNamespace", "team")
            .parameter("trashRetention", "7d")
            .size("8Mi");

    @Test
    void anImageLivesInItsNamespace() {
        ceph.createNamespace(team.toString());
        Provisioned provisioned = done(operations.run(request.provision()));
        ImageRef image = provisioned.image();

        assertThat(image.poolSpec()).isEqualTo(team);
        assertThat(provisioned.persistentVolume().getSpec().getCsi().getVolumeAttributes())
                .containsEntry("pool", pool)
                .containsEntry("radosNamespace", "team");
        assertThat(ceph.images(pool, "team")).containsExactly(image.name().value());
        assertThat(ceph.images(pool)).isEmpty();
        ImagePage page = done(operations.run(request.list(null, 10)));
        assertThat(page.pool()).isEqualTo(team);
        assertThat(page.images())
                .singleElement()
                .returns(image.name().value(), ImagePage.Entry::image)
                .returns(8L << 20, ImagePage.Entry::size)
                .returns(
                        provisioned.persistentVolume().getMetadata().getName(),
                        entry -> entry.tags().volume());

        done(operations.run(request.size("16Mi").expand()));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(16L << 20);
        assertThat(done(operations.run(request.delete())).action()).isEqualTo(Deleted.Action.TRASHED);
        Restored restored = done(operations.run(new RestoreRequest(image.name(), null, null, request.provision())));
        assertThat(restored.image()).isEqualTo(image);

        assertThat(done(operations.run(request.delete())).action()).isEqualTo(Deleted.Action.TRASHED);
        ImageId id = new ImageId(
                ceph.rbd("trash", "ls", team.toString()).orFail().stdout().split(" ", 2)[0]);
        PurgeRequest purge = new PurgeRequest(id, request.target().classSource(), true, false);
        assertThat(done(operations.run(purge))).isEqualTo(new Purged(Purged.Action.PURGED, team, id));
    }

    @Test
    void aMissingNamespaceIsNamedWithItsRemedy() {
        assertThat(refused(operations.run(request.provision())))
                .returns(Reason.NOT_FOUND, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("namespace 'team' does not exist", "create it with: rbd namespace create " + team);
    }
}
