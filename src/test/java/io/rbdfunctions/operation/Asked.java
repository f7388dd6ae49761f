package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Quantities;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in the making. It begins as a good one that names a volume of its own, but no claim. */
final class Asked {
    private final Map<String, String> parameters = new TreeMap<>(Map.of(
            "monitors", "10.0.7.52:6789",
            "pool", "kube",
            "adminId", "admin",
            "adminSecretName", "ceph-admin",
            "adminSecretNamespace", "kube-system",
            "userSecretName", "ceph-user"));

    private String size = "8Mi";
    private List<String> accessModes = List.of("ReadWriteOnce");
    private boolean hasSelector;
    private boolean hasDataSource;
    private boolean isDryRun;
    private @Nullable ObjectName volume = new ObjectName("pvc-" + Uid.random());
    private @Nullable ClaimRef claim;
    private @Nullable VolumeMode mode;
    private @Nullable ReclaimPolicy policy;
    private @Nullable List<String> mountOptions;
    private @Nullable ObjectName storageClass;
    private @Nullable ImageName image;

    Asked parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    Asked without(String key) {
        parameters.remove(key);
        return this;
    }

    Asked size(String quantity) {
        size = quantity;
        return this;
    }

    Asked accessModes(String... modes) {
        accessModes = List.of(modes);
        return this;
    }

    Asked selector() {
        hasSelector = true;
        return this;
    }

    Asked dataSource() {
        hasDataSource = true;
        return this;
    }

    Asked dryRun() {
        isDryRun = true;
        return this;
    }

    Asked volume(@Nullable String name) {
        volume = name == null ? null : new ObjectName(name);
        return this;
    }

    Asked claim(String uid) {
        claim = new ClaimRef(ObjectKey.of("shop", "data"), new Uid(uid));
        return this;
    }

    Asked mode(VolumeMode volumeMode) {
        mode = volumeMode;
        return this;
    }

    Asked policy(ReclaimPolicy reclaimPolicy) {
        policy = reclaimPolicy;
        return this;
    }

    Asked mountOptions(String... options) {
        mountOptions = List.of(options);
        return this;
    }

    /** By its name, in the place of parameters that the request brings along. */
    Asked storageClass(String name) {
        storageClass = new ObjectName(name);
        return this;
    }

    /** Names the image, for what is asked of an existing one. */
    Asked image(String name) {
        image = new ImageName(name);
        return this;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    ProvisionRequest provision() {
        return new ProvisionRequest(
                Quantities.capacity(size),
                where(),
                storageClass,
                volume,
                claim,
                accessModes,
                hasSelector,
                hasDataSource,
                mode,
                policy,
                mountOptions,
                isDryRun);
    }

    ExpandRequest expand() {
        return new ExpandRequest(target(), Quantities.capacity(size), isDryRun);
    }

    /** As it is for a volume, whose size is known. */
    DeleteRequest delete() {
        return new DeleteRequest(target(), new Keeping.ByClass(), Quantities.capacity(size), isDryRun);
    }

    /** As a call does that names no more than the image. */
    DeleteRequest deleteOfUnknownSize() {
        return new DeleteRequest(target(), isDryRun);
    }

    ImageTarget target() {
        return new ImageTarget(imageName(), where());
    }

    ListRequest list(@Nullable String after, int limit) {
        return new ListRequest(where(), after, limit);
    }

    ImageName imageName() {
        return image == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : image;
    }

    private ClassSource where() {
        return storageClass == null ? new ClassSource.Given(parameters) : new ClassSource.Named(storageClass);
    }
}
