package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VolumeAttachments by event and by sweep, without csi-attacher. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(AttacherProfile.class)
class AttachmentLifeTest extends AttachmentTestBase {
    @ParameterizedTest
    @ValueSource(strings = {AttacherProfile.DRIVER, AttacherProfile.OTHER_DRIVER})
    void isAttachedByEvent(String driver) {
        VolumeAttachment attachment = attach(driver, volume);

        EventSource.resource("add", attachment).then().statusCode(204);

        assertThat(isAttached(attachment)).isTrue();
        assertThat(Objects.requireNonNull(now(attachment)).getMetadata().getFinalizers())
                .isEmpty();
    }

    @Test
    void isAttachedByAStructuredEvent() {
        VolumeAttachment attachment = attach(DRIVER, volume);

        EventSource.structured(attachment).then().statusCode(204);

        assertThat(isAttached(attachment)).isTrue();
    }

    @Test
    void isAttachedByAnEventThatOnlyNamesIt() {
        VolumeAttachment attachment = attach(DRIVER, volume);

        EventSource.reference(attachment).then().statusCode(204);

        assertThat(isAttached(attachment)).isTrue();
    }

    @Test
    void isAttachedByTheSweep() {
        VolumeAttachment attachment = attach(DRIVER, volume);
        VolumeAttachment failed = fail(attach(DRIVER, volume));

        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(isAttached(attachment)).isTrue();
        assertThat(isAttached(failed)).isTrue();
    }

    @Test
    void anErrorOfAnEarlierAttemptIsClearedByEvent() {
        VolumeAttachment failed = fail(attach(DRIVER, volume));

        EventSource.preferringReply(failed).then().statusCode(204);

        assertThat(isAttached(failed)).isTrue();
    }

    @Test
    void theAttachmentOfAnotherDriverIsNotTouched() {
        VolumeAttachment other = attach("ebs.csi.aws.com", volume);

        EventSource.resource("add", other).then().statusCode(204);
        SweepClient.report();

        assertThat(now(other)).isEqualTo(other);
    }

    /** The object in an event is a hint only. */
    @Test
    void aForgedEventAttachesNothing() {
        VolumeAttachment other = attach("ebs.csi.aws.com", volume);
        VolumeAttachment forged = new VolumeAttachmentBuilder(other)
                .editSpec()
                .withAttacher(DRIVER)
                .endSpec()
                .build();

        EventSource.resource("add", forged).then().statusCode(204);

        assertThat(now(other)).isEqualTo(other);
    }

    @Test
    void theFinalizersOfAnEarlierAttacherGoWithTheAttachment() {
        VolumeAttachment attachment = attachKept(volume);

        EventSource.updated(delete(attachment)).then().statusCode(204);

        assertThat(isGone(attachment)).isTrue();
        assertThat(isKept(volume)).isFalse();
    }

    @Test
    void theSweepRemovesTheFinalizers() {
        VolumeAttachment attachment = delete(attachKept(volume));
        PersistentVolume terminating = delete(keptVolume());

        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(isGone(attachment)).isTrue();
        assertThat(isKept(volume)).isFalse();
        assertThat(isKept(terminating)).isFalse();
    }

    @Test
    void aTerminatingVolumeIsKeptUntilItsAttachmentIsGone() {
        VolumeAttachment attachment = attach(DRIVER, volume);
        PersistentVolume terminating = delete(volume);

        EventSource.updated(terminating).then().statusCode(204);
        assertThat(isKept(volume)).isTrue();

        EventSource.resource("delete", delete(attachment)).then().statusCode(204);
        assertThat(isKept(volume)).isFalse();
    }

    @Test
    void aTerminatingVolumeWithoutAttachmentsIsReleasedByItsOwnEvent() {
        EventSource.updated(delete(volume)).then().statusCode(204);

        assertThat(isKept(volume)).isFalse();
    }
}
