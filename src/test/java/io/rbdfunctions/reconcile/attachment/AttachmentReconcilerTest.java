package io.rbdfunctions.reconcile.attachment;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.attacherFinalizer;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.attachment;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.keptByAttacher;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.AttacherAction;
import io.rbdfunctions.reconcile.result.Reconciled.AttacherDone;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentReconcilerTest {
    private static final String DRIVER = "rbd.csi.ceph.com";
    private static final Reconciled ATTACHED = new AttacherDone(AttacherAction.ATTACHED);
    private static final Reconciled FINALIZER_REMOVED = new AttacherDone(AttacherAction.FINALIZER_REMOVED);

    private final TestApi api = new TestApi();
    private final AttachmentReconciler reconciler = reconciler(Set.of(CsiDriver.DEFAULT));

    private AttachmentReconciler reconciler(Set<CsiDriver> drivers) {
        return new AttachmentReconciler(api.attachments(), api.volumes(), () -> Optional.of(drivers));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anAttachmentIsMarkedAsAttachedAndGetsNoFinalizer() {
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1").build());

        assertThat(reconciler.reconcile(nameOf(made))).isEqualTo(ATTACHED);

        VolumeAttachment now = requireNonNull(api.now(made));
        assertThat(now.getStatus().getAttached()).isTrue();
        assertThat(now.getMetadata().getFinalizers()).isEmpty();
        assertThat(now.getSpec()).isEqualTo(made.getSpec());
        assertThat(reconciler.reconcile(nameOf(made))).isInstanceOf(Reconciled.Nothing.class);
    }

    @Test
    void anErrorOfAnEarlierAttemptIsCleared() {
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1")
                .withNewStatus()
                .withAttached(false)
                .withNewAttachError()
                .withMessage("timed out")
                .endAttachError()
                .endStatus()
                .build());

        assertThat(reconciler.reconcile(nameOf(made))).isEqualTo(ATTACHED);

        VolumeAttachment now = requireNonNull(api.now(made));
        assertThat(now.getStatus().getAttached()).isTrue();
        assertThat(now.getStatus().getAttachError()).isNull();
    }

    /** A pod waits for each call. */
    @Test
    void aWatchedAttachmentCostsOneCall() throws InterruptedException {
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1").build());
        api.requests();

        assertThat(reconciler.reconcile(made)).isEqualTo(ATTACHED);

        assertThat(api.requests())
                .containsExactly("/apis/storage.k8s.io/v1/volumeattachments/"
                        + made.getMetadata().getName() + "/status");
    }

    @Test
    void aWatchedAttachmentThatHasChangedIsReadAgain() {
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1").build());
        VolumeAttachment stale = new VolumeAttachmentBuilder(made)
                .editMetadata()
                .withResourceVersion("0")
                .endMetadata()
                .build();

        assertThat(reconciler.reconcile(stale)).isEqualTo(ATTACHED);

        assertThat(requireNonNull(api.now(made)).getStatus().getAttached()).isTrue();
    }

    @Test
    void aWatchedAttachmentThatIsGoneNeedsNothing() {
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1").build());
        api.delete(made);

        assertThat(reconciler.reconcile(made)).isInstanceOf(Reconciled.Nothing.class);
    }

    @Test
    void theFinalizersGoWithTheAttachment() {
        PersistentVolume volume = api.put(keptByAttacher(DRIVER).build());
        VolumeAttachment made = api.put(kept(attachment(DRIVER, nameOf(volume).value())));
        api.delete(made);
        assertThat(api.now(made)).isNotNull();

        assertThat(reconciler.reconcile(nameOf(made))).isEqualTo(FINALIZER_REMOVED);

        assertThat(api.now(made)).isNull();
        assertThat(requireNonNull(api.now(volume)).getMetadata().getFinalizers())
                .isEmpty();
    }

    @Test
    void aVolumeIsReleasedByItsLastAttachment() {
        PersistentVolume volume = api.put(keptByAttacher(DRIVER).build());
        VolumeAttachment first =
                api.put(attachment(DRIVER, nameOf(volume).value()).build());
        VolumeAttachment second =
                api.put(attachment(DRIVER, nameOf(volume).value()).build());
        api.put(attachment(DRIVER, "pv-of-another").build());

        api.delete(first);
        assertThat(reconciler.release(nameOf(volume))).isInstanceOf(Reconciled.Nothing.class);
        assertThat(requireNonNull(api.now(volume)).getMetadata().getFinalizers())
                .containsExactly(attacherFinalizer(DRIVER));

        api.delete(second);
        assertThat(reconciler.release(nameOf(volume))).isEqualTo(FINALIZER_REMOVED);
        assertThat(requireNonNull(api.now(volume)).getMetadata().getFinalizers())
                .isEmpty();
    }

    @Test
    void aTerminatingVolumeThatOnlyTheAttacherKeepsIsGone() {
        PersistentVolume volume = api.put(keptByAttacher(DRIVER).build());
        api.delete(volume);
        PersistentVolume terminating = requireNonNull(api.now(volume));
        assertThat(reconciler.isKept(terminating)).isTrue();

        assertThat(reconciler.release(nameOf(volume))).isEqualTo(FINALIZER_REMOVED);

        assertThat(api.now(volume)).isNull();
    }

    @Test
    void otherFinalizersAreKept() {
        PersistentVolume volume = api.put(keptByAttacher(DRIVER)
                .editMetadata()
                .addToFinalizers("rbdfunctions.io/image", "kubernetes.io/pv-protection")
                .endMetadata()
                .build());

        assertThat(reconciler.release(nameOf(volume))).isEqualTo(FINALIZER_REMOVED);

        assertThat(requireNonNull(api.now(volume)).getMetadata().getFinalizers())
                .isEqualTo(List.of("rbdfunctions.io/image", "kubernetes.io/pv-protection"));
    }

    @Test
    void withoutDriversNothingIsCalled() throws InterruptedException {
        AttachmentReconciler none = reconciler(Set.of());
        VolumeAttachment made = api.put(attachment(DRIVER, "pv-1").build());
        api.requests();

        assertThat(none.isEnabled()).isFalse();
        assertThat(none.reconcile(nameOf(made))).isInstanceOf(Reconciled.Nothing.class);
        assertThat(none.reconcile(made)).isInstanceOf(Reconciled.Nothing.class);
        assertThat(none.release(new ObjectName("pv-1"))).isInstanceOf(Reconciled.Nothing.class);
        assertThat(none.volumeOf(made)).isEmpty();
        assertThat(api.requests()).isEmpty();
    }

    private static VolumeAttachment kept(VolumeAttachmentBuilder attachment) {
        return attachment
                .editMetadata()
                .withFinalizers(attacherFinalizer(DRIVER))
                .endMetadata()
                .build();
    }

    private static ObjectName nameOf(HasMetadata object) {
        return new ObjectName(object.getMetadata().getName());
    }
}
