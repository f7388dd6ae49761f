package io.rbdfunctions.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;

/** Identifies a claim, a volume, an attachment or the content of a snapshot to reconcile. */
public sealed interface ReconcileKey {

    static ReconcileKey of(PersistentVolumeClaim claim) {
        return new Claim(Names.keyOf(claim));
    }

    static ReconcileKey of(PersistentVolume volume) {
        return new Volume(new ObjectName(volume.getMetadata().getName()));
    }

    static ReconcileKey of(VolumeAttachment attachment) {
        return new Attachment(new ObjectName(attachment.getMetadata().getName()));
    }

    static ReconcileKey of(GenericKubernetesResource content) {
        return new SnapshotContent(new ObjectName(content.getMetadata().getName()));
    }

    record Claim(ObjectKey key) implements ReconcileKey {
        @Override
        public String toString() {
            return "claim " + key;
        }
    }

    record Volume(ObjectName name) implements ReconcileKey {
        @Override
        public String toString() {
            return "volume " + name;
        }
    }

    record Attachment(ObjectName name) implements ReconcileKey {
        @Override
        public String toString() {
            return "attachment " + name;
        }
    }

    record SnapshotContent(ObjectName name) implements ReconcileKey {
        @Override
        public String toString() {
            return "snapshot content " + name;
        }
    }
}
