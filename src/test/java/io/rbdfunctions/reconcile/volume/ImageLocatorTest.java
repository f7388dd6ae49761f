package io.rbdfunctions.reconcile.volume;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

@SecondLane
class ImageLocatorTest extends CephTest {
    private final RequestBuilder request = request()
            .parameter("clusterID", "ceph-1")
            .parameter("nodeStageSecretName", "ceph-user")
            .parameter("radosNamespace", "team")
            .size("8Mi");

    private final ImageLocator locator =
            new ImageLocator(new VolumeCredentials(api.cache(), OperationsHarness.completion(api)));

    /** As when a claim grows or a volume is deleted. */
    @Test
    void findsTheImageOfAVolumeInItsNamespace() {
        ceph.createNamespace(pool + "/team");
        Provisioned provisioned = done(operations.run(request.provision()));
        PersistentVolume volume = provisioned.persistentVolume();
        ImageRef image = provisioned.image();
        ceph.createImage(new ImageRef(new PoolName(pool), image.name()).toString(), 64);

        assertThat(new VolumeView(volume).possibleImages()).containsExactly(image.toString());
        assertThat(done(locator.run(volume, target -> operations.run(new InspectRequest(target))))
                        .image())
                .isEqualTo(image);
    }

    /** The nodes' Secret may be forbidden, which does not change that there is no image. */
    @Test
    void aSecretThatCannotBeReadDoesNotHideThatTheImageIsMissing() {
        ceph.createNamespace(pool + "/team");
        PersistentVolume volume = done(operations.run(request.provision())).persistentVolume();
        var missing = new Outcome.Refused<Deleted>(new Refusal(Reason.NOT_FOUND, "the image does not exist"));
        var forbidden = new Outcome.Refused<Deleted>(new Refusal(Reason.INVALID, "reading it is forbidden"));
        Iterator<Outcome<Deleted>> outcomes =
                List.<Outcome<Deleted>>of(missing, forbidden).iterator();

        assertThat(locator.run(volume, _ -> outcomes.hasNext() ? outcomes.next() : forbidden))
                .isEqualTo(missing);
    }

    @Test
    void anInvalidRequestIsRefusedAtOnce() {
        ceph.createNamespace(pool + "/team");
        PersistentVolume volume = done(operations.run(request.provision())).persistentVolume();
        var invalid = new Outcome.Refused<Deleted>(new Refusal(Reason.INVALID, "too large"));

        assertThat(locator.run(volume, _ -> invalid)).isEqualTo(invalid);
    }
}
