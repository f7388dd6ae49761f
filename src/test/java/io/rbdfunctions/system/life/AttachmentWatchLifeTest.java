package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** VolumeAttachments by the watch, without events and without csi-attacher. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(AttacherProfile.Watching.class)
class AttachmentWatchLifeTest extends AttachmentTestBase {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void areAttached() {
        VolumeAttachment other = attach(AttacherProfile.OTHER_DRIVER, volume);
        List<VolumeAttachment> attachments =
                Stream.generate(() -> attach(DRIVER, volume)).limit(20).toList();

        until(() -> attachments.stream().allMatch(this::isAttached));

        assertThat(now(other)).isEqualTo(other);
    }

    @Test
    void anErrorIsCleared() {
        VolumeAttachment attachment = attach(DRIVER, volume);
        until(() -> isAttached(attachment));

        fail(attachment);

        until(() -> isAttached(attachment));
    }

    @Test
    void theFinalizersOfAnEarlierAttacherGoWithTheAttachment() {
        VolumeAttachment attachment = attachKept(volume);

        delete(attachment);

        until(() -> isGone(attachment) && !isKept(volume));
    }

    @Test
    void aVolumeIsReleasedWhenItsAttachmentIsDeleted() {
        VolumeAttachment attachment = attach(DRIVER, volume);
        until(() -> isAttached(attachment));
        assertThat(isKept(volume)).isTrue();

        delete(attachment);

        until(() -> !isKept(volume));
    }

    @Test
    void aTerminatingVolumeThatOnlyTheAttacherKeepsIsReleased() {
        delete(volume);

        until(() -> !isKept(volume));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
