package io.rbdfunctions.system.life;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.attacherFinalizer;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.attachment;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.keptByAttacher;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.rbdfunctions.support.cluster.ApiServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Attachments and volumes that exist until the end of the test. They need no Ceph. */
@SuppressWarnings("NullAway.Init")
abstract class AttachmentTestBase {
    static final String DRIVER = AttacherProfile.DRIVER;

    final KubernetesClient client = ApiServer.client();
    private final List<HasMetadata> made = new ArrayList<>();

    /** A volume that an earlier csi-attacher attached. */
    PersistentVolume volume;

    @BeforeEach
    void makeVolume() {
        volume = keptVolume();
    }

    /** Removes what a failed test left, without waiting for anybody. */
    @AfterEach
    void removeObjects() {
        for (HasMetadata object : made) {
            if (now(object) != null) {
                client.resource(object)
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
                client.resource(object).delete();
            }
        }
        client.close();
    }

    VolumeAttachment attach(String driver, PersistentVolume volume) {
        return make(attachment(driver, volume.getMetadata().getName()).build());
    }

    /** An attachment of an earlier csi-attacher. */
    VolumeAttachment attachKept(PersistentVolume volume) {
        return make(attachment(DRIVER, volume.getMetadata().getName())
                .editMetadata()
                .withFinalizers(attacherFinalizer(DRIVER))
                .endMetadata()
                .build());
    }

    PersistentVolume keptVolume() {
        return make(keptByAttacher(DRIVER).build());
    }

    private <T extends HasMetadata> T make(T object) {
        T created = client.resource(object).create();
        made.add(created);
        return created;
    }

    /** Writes what csi-attacher does if it fails. */
    VolumeAttachment fail(VolumeAttachment attachment) {
        return client.storage()
                .v1()
                .volumeAttachments()
                .withName(attachment.getMetadata().getName())
                .editStatus(current -> new VolumeAttachmentBuilder(current)
                        .withNewStatus()
                        .withAttached(false)
                        .withNewAttachError()
                        .withMessage("timed out")
                        .endAttachError()
                        .endStatus()
                        .build());
    }

    /** Deletes the object, and returns it as it is then. */
    <T extends HasMetadata> T delete(T object) {
        client.resource(object).delete();
        T now = now(object);
        return now == null ? object : now;
    }

    <T extends HasMetadata> @Nullable T now(T object) {
        return client.resource(object).get();
    }

    boolean isGone(HasMetadata object) {
        return now(object) == null;
    }

    boolean isAttached(VolumeAttachment attachment) {
        VolumeAttachment now = now(attachment);
        return now != null
                && now.getStatus() != null
                && Boolean.TRUE.equals(now.getStatus().getAttached())
                && now.getStatus().getAttachError() == null;
    }

    boolean isKept(PersistentVolume volume) {
        PersistentVolume now = now(volume);
        return now != null && now.getMetadata().getFinalizers().contains(attacherFinalizer(DRIVER));
    }
}
