package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.MessageBook;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the events on claims and volumes say, with a real Ceph. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class EventMessagesTest extends ClusterTestBase {
    private static final MessageBook BOOK = new MessageBook("events");

    @AfterAll
    static void write() {
        BOOK.write();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        pool            | no-such-pool | create the pool, or change the pool of the class
        adminId         | nobody       | check adminId, its key and its capabilities
        adminSecretName | none         | not found
        maxSize         | 1Mi          | 64Mi is more than 1Mi, the maxSize of the class
        minSize         | 1GB          | minSize has an invalid size "1GB": GB is not a unit: give 1G or 1Gi
        fsTyp           | ext4         | invalid option "fsTyp" for volume plugin rbd: did you mean fsType?
        userSecretName  | ''           | must specify either keyring or user secret name
        imageFeatures   | fast-diff    | feature fast-diff requires object-map to be set
        dataPool        | no-such-pool | create the pool, or change the pool of the class
        encrypted       | true         | encrypted needs clusterID: it is for CSI volumes only
        clusterID       | c1           | a class with clusterID needs nodeStageSecretName: the Secret with userID and userKey for the nodes
        """)
    void saysWhatIsWrongWithAClass(String parameter, String value, String end) {
        String storageClass = cluster.makeClass(
                builder -> parameter.equals("clusterID") ? builder.removeFromParameters("userSecretName") : builder,
                Map.of(parameter, value));

        PersistentVolumeClaim claim = provision(storageClass, builder -> builder);

        assertThat(messages(claim, "class with %s=%s".formatted(parameter, value)))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("Warning ProvisioningFailed: failed to provision volume with StorageClass \"%s\": "
                                .formatted(storageClass))
                        .contains(end));
    }

    @Test
    void saysWhatIsWrongWithAClaim() {
        String storageClass = cluster.makeClass();
        PersistentVolumeClaim shared = provision(
                storageClass,
                builder -> builder.editSpec().withAccessModes("ReadWriteMany").endSpec());
        PersistentVolumeClaim selecting = provision(
                storageClass,
                builder -> builder.editSpec().withNewSelector().endSelector().endSpec());

        assertThat(messages(shared, "claim with ReadWriteMany"))
                .anyMatch(message -> message.endsWith("invalid AccessModes [ReadWriteMany]: only AccessModes"
                        + " [ReadWriteOnce ReadOnlyMany] are supported"));
        assertThat(messages(selecting, "claim with a selector"))
                .anyMatch(message -> message.endsWith("claim Selector is not supported"));
    }

    @Test
    void saysWhatHappensToAVolume() {
        String storageClass = cluster.makeClass(builder -> builder, Map.of("trashRetention", "7d", "maxSize", "1Gi"));
        PersistentVolumeClaim claim = provision(storageClass, builder -> builder);
        cluster.bound(claim);
        EventSource.updated(cluster.grow(claim, "2Gi"));
        EventSource.updated(cluster.grow(claim, "128Mi"));
        PersistentVolume volume = cluster.volumeOf(claim);
        String image = cluster.imageOf(claim);
        List<String> ofClaim = messages(claim, "claim provisioned, grown beyond maxSize, grown");
        cluster.delete(claim);
        try (ImageWatch _ = ceph.watch(image)) {
            EventSource.updated(cluster.released(volume));
        }
        EventSource.updated(cluster.released(volume));

        assertThat(ofClaim)
                .anyMatch(message -> message.contains("Successfully provisioned volume pvc-"))
                .anyMatch(message -> message.contains("2048Mi is more than 1024Mi, the maxSize of the class"));
        assertThat(messages(volume, "volume deleted while a client has it open, and again"))
                .anyMatch(
                        message -> message.contains(" is still being used by ") && message.contains(": unmap it there"))
                .anyMatch(message -> message.matches(
                        "Normal VolumeDelete: moved rbd image %s to the trash; it can be restored until [0-9T:-]{19}Z"
                                .formatted(image)));
    }

    @Test
    void namesTheSnapshotsThatKeepAnImage() {
        PersistentVolumeClaim claim = provision(cluster.makeClass(), builder -> builder);
        cluster.bound(claim);
        PersistentVolume volume = cluster.volumeOf(claim);
        String image = cluster.imageOf(claim);
        ceph.snapshot(image, "s1");
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        assertThat(messages(volume, "volume with a snapshot deleted"))
                .contains(
                        "Warning VolumeFailedDelete: rbd image %s has snapshots s1: remove the snapshots and flatten or remove the clones first"
                                .formatted(image));
    }

    private PersistentVolumeClaim provision(String storageClass, UnaryOperator<PersistentVolumeClaimBuilder> change) {
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass, change);
        EventSource.updated(cluster.handedOver(claim));
        return claim;
    }

    /** All messages about the object, which are also put into the book. */
    private List<String> messages(HasMetadata about, String cause) {
        List<String> messages = cluster.events(about).stream()
                .map(event -> "%s %s: %s".formatted(event.getType(), event.getReason(), event.getMessage()))
                .toList();
        messages.forEach(message -> BOOK.add(about.getKind(), cause, message));
        return messages;
    }
}
