package io.rbdfunctions.operation;

import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in the making. It begins as a good one that names a volume of its own, but no claim. */
public final class Asked {
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

    public Asked parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    public Asked without(String key) {
        parameters.remove(key);
        return this;
    }

    public Asked size(String quantity) {
        size = quantity;
        return this;
    }

    public Asked accessModes(String... modes) {
        accessModes = List.of(modes);
        return this;
    }

    public Asked selector() {
        hasSelector = true;
        return this;
    }

    public Asked dataSource() {
        hasDataSource = true;
        return this;
    }

    public Asked dryRun() {
        isDryRun = true;
        return this;
    }

    public Asked volume(@Nullable String name) {
        volume = name == null ? null : new ObjectName(name);
        return this;
    }

    public Asked claim(String uid) {
        claim = new ClaimRef(ObjectKey.of("shop", "data"), new Uid(uid));
        return this;
    }

    public Asked mode(VolumeMode volumeMode) {
        mode = volumeMode;
        return this;
    }

    public Asked policy(ReclaimPolicy reclaimPolicy) {
        policy = reclaimPolicy;
        return this;
    }

    public Asked mountOptions(String... options) {
        mountOptions = List.of(options);
        return this;
    }

    /** By its name, in the place of parameters that the request brings along. */
    public Asked storageClass(String name) {
        storageClass = new ObjectName(name);
        return this;
    }

    /** Names the image, for what is asked of an existing one. */
    public Asked image(String name) {
        image = new ImageName(name);
        return this;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    public ProvisionRequest provision() {
        return new ProvisionRequest(
                Capacity.parse(size),
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

    public ExpandRequest expand() {
        return new ExpandRequest(target(), Capacity.parse(size), isDryRun);
    }

    /** As it is for a volume, whose size is known. */
    public DeleteRequest delete() {
        return new DeleteRequest(target(), new DeletionMode.ByClass(), Capacity.parse(size), isDryRun);
    }

    /** As a call does that names no more than the image. */
    public DeleteRequest deleteOfUnknownSize() {
        return new DeleteRequest(target(), isDryRun);
    }

    public ImageTarget target() {
        return new ImageTarget(imageName(), where());
    }

    public ListRequest list(@Nullable String after, int limit) {
        return new ListRequest(where(), after, limit);
    }

    public ImageName imageName() {
        return image == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : image;
    }

    private ClassSource where() {
        return storageClass == null ? new ClassSource.Given(parameters) : new ClassSource.Named(storageClass);
    }
}
