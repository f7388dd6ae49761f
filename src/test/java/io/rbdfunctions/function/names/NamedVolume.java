package io.rbdfunctions.function.names;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.Restored;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.ObjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A volume of each kind, in a pool that also has an image of another volume under the name that one would guess. */
record NamedVolume(VolumeKind kind, String uid, String name, String image, PersistentVolume manifest) {
    private static final String WANTED = "8Mi";

    static NamedVolume make(VolumeKind kind, Pool pool, CephCluster ceph) {
        String poolName = pool.session().pool().toString();
        String uid = UUID.randomUUID().toString();
        NamedVolume made = new Maker(pool, ceph, poolName, uid).make(kind);
        String guess = ImageNames.of(new ObjectName(made.name), null).value();
        if (!guess.equals(made.image)) {
            pool.create(guess);
            pool.answer(Provisioned.class, Endpoint.PROVISION, Map.of("existingImage", guess, "pvName", "another"));
        }
        return made;
    }

    private record Maker(Pool pool, CephCluster ceph, String poolName, String uid) {
        NamedVolume make(VolumeKind kind) {
            return switch (kind) {
                case PLAIN, DYNAMIC -> of(kind, provision(Map.of("size", WANTED, "claim", claimOf(uid))));
                case PLAIN_WITHOUT_CLAIM -> of(kind, provision(Map.of("size", WANTED, "pvName", "data-1")));
                case ADOPTED -> of(kind, adopt(Map.of("pvName", "pvc-vm-disk-1")));
                case ADOPTED_FOR_A_CLAIM -> of(kind, adopt(Map.of("pvName", "vm-1", "claim", claimOf(uid))));
                case HANDED_OVER -> inTree(kind, "kubernetes-dynamic-pvc-" + UUID.randomUUID());
                case RESTORED_UNDER_ANOTHER_NAME -> restore(make(VolumeKind.PLAIN));
                case HALF_CONVERTED -> convert(kind, inTree(kind, "vm-disk-2"), false);
                case CONVERTED -> convert(kind, inTree(kind, "vm-disk-2"), true);
                case DYNAMIC_WITHOUT_JOURNAL -> withoutJournal(make(VolumeKind.DYNAMIC));
            };
        }

        private PersistentVolume provision(Map<String, ?> fields) {
            return pool.answer(Provisioned.class, Endpoint.PROVISION, fields).persistentVolume();
        }

        private PersistentVolume adopt(Map<String, ?> fields) {
            pool.create("vm-disk-1");
            Map<String, Object> all = new HashMap<>(fields);
            all.put("existingImage", "vm-disk-1");
            return provision(all);
        }

        private NamedVolume restore(NamedVolume plain) {
            Map<String, String> retained = new HashMap<>(pool.parameters());
            retained.put("trashRetention", "1h");
            pool.answer(Deleted.class, Endpoint.DELETE, Map.of("image", plain.image, "parameters", retained));
            Restored restored = pool.answer(
                    Restored.class,
                    Endpoint.RESTORE,
                    Map.of("image", plain.image, "as", "rescued", "claim", claimOf(uid)));
            return of(VolumeKind.RESTORED_UNDER_ANOTHER_NAME, Objects.requireNonNull(restored.persistentVolume()));
        }

        private NamedVolume inTree(VolumeKind kind, String image) {
            pool.create(image);
            return of(
                    kind,
                    new PersistentVolumeBuilder()
                            .withNewMetadata()
                            .withName("pvc-" + uid)
                            .endMetadata()
                            .withNewSpec()
                            .withCapacity(Map.of("storage", new Quantity("8Mi")))
                            .withAccessModes("ReadWriteOnce")
                            .withPersistentVolumeReclaimPolicy("Delete")
                            .withNewRbd()
                            .withMonitors(pool.session().monitors().addresses())
                            .withPool(poolName)
                            .withImage(image)
                            .endRbd()
                            .endSpec()
                            .build());
        }

        private NamedVolume convert(VolumeKind kind, NamedVolume inTree, boolean isReplaced) {
            Converted converted = pool.answer(
                    Converted.class, Endpoint.CONVERT, Map.of("persistentVolume", inTree.manifest, "dynamic", true));
            NamedVolume made = of(kind, Objects.requireNonNull(converted.persistentVolume()));
            return isReplaced ? made : new NamedVolume(kind, uid, made.name, made.image, inTree.manifest);
        }

        private NamedVolume withoutJournal(NamedVolume dynamic) {
            Omaps journal = Omaps.of(ceph, poolName);
            journal.removeKey("csi.volumes.default", "csi.volume." + dynamic.name);
            journal.remove("csi.volume." + uid);
            return new NamedVolume(
                    VolumeKind.DYNAMIC_WITHOUT_JOURNAL, uid, dynamic.name, dynamic.image, dynamic.manifest);
        }

        private NamedVolume of(VolumeKind kind, PersistentVolume volume) {
            PersistentVolume bound = kind.hasClaim() ? bound(volume) : volume;
            String image = new VolumeView(bound).image().orElseThrow();
            return new NamedVolume(kind, uid, bound.getMetadata().getName(), image, bound);
        }

        private PersistentVolume bound(PersistentVolume volume) {
            return new PersistentVolumeBuilder(volume)
                    .editSpec()
                    .withClaimRef(new ObjectReferenceBuilder()
                            .withNamespace("shop")
                            .withName("data")
                            .withUid(uid)
                            .build())
                    .endSpec()
                    .build();
        }
    }

    static Map<String, String> claimOf(String uid) {
        return Map.of("namespace", "shop", "name", "data", "uid", uid);
    }

    /** The claim that is bound to the volume. */
    PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("data")
                .withUid(uid)
                .endMetadata()
                .withNewSpec()
                .withVolumeName(name)
                .endSpec()
                .build();
    }
}
