package io.rbdfunctions.reconcile.attachment;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.attachment;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.keptByAttacher;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.terminating;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.rbdfunctions.reconcile.attachment.AttachmentDecision.Attach;
import io.rbdfunctions.reconcile.attachment.AttachmentDecision.Nothing;
import io.rbdfunctions.reconcile.attachment.AttachmentDecision.RemoveFinalizer;
import io.rbdfunctions.volume.CsiDriver;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttachmentDecisionTest {
    private static final String DRIVER = "rbd.csi.ceph.com";
    private static final String FINALIZER = "external-attacher/rbd-csi-ceph-com";
    private static final String ROOK = "rook-ceph.rbd.csi.ceph.com";
    private static final Set<CsiDriver> DRIVERS = Set.of(new CsiDriver(DRIVER), new CsiDriver(ROOK));
    private static final Nothing OF_ANOTHER = new Nothing("it belongs to another attacher");

    static Stream<Arguments> attachments() {
        return Stream.of(
                arguments("new", of(DRIVER), new Attach()),
                arguments("new, of another driver of ours", of(ROOK), new Attach()),
                arguments("with an empty status", status(of(DRIVER), null), new Attach()),
                arguments("not attached", status(of(DRIVER), false), new Attach()),
                arguments("attached", status(of(DRIVER), true), new Nothing("it is attached")),
                arguments("attached, with a stale error", withError(of(DRIVER), true), new Attach()),
                arguments("not attached, with a stale error", withError(of(DRIVER), false), new Attach()),
                arguments("of an inline volume", inline(of(DRIVER)), new Attach()),
                arguments("of a driver that is not configured", of("other.rbd.csi.ceph.com"), OF_ANOTHER),
                arguments("of another driver", of("ebs.csi.aws.com"), OF_ANOTHER),
                arguments("of no driver", of(null), OF_ANOTHER),
                arguments(
                        "of another driver, terminating",
                        kept(deleted(of("ebs.csi.aws.com")), "external-attacher/ebs-csi-aws-com"),
                        OF_ANOTHER),
                arguments(
                        "kept, but not terminating",
                        kept(status(of(DRIVER), true), FINALIZER),
                        new Nothing("it is attached")),
                arguments("terminating", kept(deleted(of(DRIVER)), FINALIZER), new RemoveFinalizer(FINALIZER)),
                arguments(
                        "attached, terminating",
                        kept(deleted(status(of(DRIVER), true)), FINALIZER),
                        new RemoveFinalizer(FINALIZER)),
                arguments(
                        "terminating, with the finalizer of another driver",
                        kept(deleted(of(DRIVER)), "external-attacher/ebs-csi-aws-com"),
                        new Nothing("it is being deleted and does not have the finalizer")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attachments")
    void decides(String state, VolumeAttachmentBuilder attachment, AttachmentDecision expected) {
        assertThat(AttachmentDecision.of(attachment.build(), DRIVERS)).isEqualTo(expected);
    }

    @Test
    void withoutDriversNothingIsDone() {
        assertThat(AttachmentDecision.of(of(DRIVER).build(), Set.of())).isEqualTo(OF_ANOTHER);
    }

    @Test
    void aVolumeOfADriverOfOursIsReleasedAndUrgentlyIfItIsTerminating() {
        PersistentVolume kept = keptByAttacher(DRIVER).build();
        PersistentVolume terminating = terminating(keptByAttacher(DRIVER)).build();

        assertThat(DetachDecision.finalizer(kept, DRIVERS)).contains(FINALIZER);
        assertThat(DetachDecision.isUrgent(kept, DRIVERS)).isFalse();
        assertThat(DetachDecision.finalizer(terminating, DRIVERS)).contains(FINALIZER);
        assertThat(DetachDecision.isUrgent(terminating, DRIVERS)).isTrue();
    }

    static Stream<PersistentVolume> otherVolumes() {
        return Stream.of(
                terminating(volume("Released")).build(),
                terminating(keptByAttacher("ebs.csi.aws.com")).build(),
                terminating(keptByAttacher("other.rbd.csi.ceph.com")).build(),
                terminating(keptByAttacher(DRIVER)
                                .editMetadata()
                                .withFinalizers("kubernetes.io/pv-protection")
                                .endMetadata())
                        .build(),
                terminating(keptByAttacher(DRIVER)
                                .editSpec()
                                .editCsi()
                                .withDriver(ROOK)
                                .endCsi()
                                .endSpec())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("otherVolumes")
    void anotherVolumeIsNotReleased(PersistentVolume volume) {
        assertThat(DetachDecision.finalizer(volume, DRIVERS)).isEqualTo(Optional.empty());
        assertThat(DetachDecision.isUrgent(volume, DRIVERS)).isFalse();
    }

    private static VolumeAttachmentBuilder of(@Nullable String driver) {
        return attachment(DRIVER, "pv-1").editSpec().withAttacher(driver).endSpec();
    }

    private static VolumeAttachmentBuilder status(VolumeAttachmentBuilder attachment, @Nullable Boolean isAttached) {
        return attachment.withNewStatus().withAttached(isAttached).endStatus();
    }

    private static VolumeAttachmentBuilder withError(VolumeAttachmentBuilder attachment, boolean isAttached) {
        return status(attachment, isAttached)
                .editStatus()
                .withNewAttachError()
                .withMessage("timed out")
                .endAttachError()
                .endStatus();
    }

    private static VolumeAttachmentBuilder inline(VolumeAttachmentBuilder attachment) {
        return attachment.editSpec().withNewSource().endSource().endSpec();
    }

    private static VolumeAttachmentBuilder deleted(VolumeAttachmentBuilder attachment) {
        return attachment
                .editMetadata()
                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                .endMetadata();
    }

    private static VolumeAttachmentBuilder kept(VolumeAttachmentBuilder attachment, String finalizer) {
        return attachment.editMetadata().withFinalizers(finalizer).endMetadata();
    }
}
