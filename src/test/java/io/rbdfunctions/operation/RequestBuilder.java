package io.rbdfunctions.operation;

import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.provision.ClaimTerms;
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
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds requests. The default is a valid request with a volume name and without a claim. */
public final class RequestBuilder {
    private final Map<String, String> parameters = new TreeMap<>(Map.of(
            "monitors", "10.0.7.52:6789",
            "pool", "kube",
            "adminId", "admin",
            "adminSecretName", "ceph-admin",
            "adminSecretNamespace", "kube-system",
            "userSecretName", "ceph-user"));

    private final Map<String, String> annotations = new TreeMap<>();
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

    public RequestBuilder parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    public RequestBuilder without(String key) {
        parameters.remove(key);
        return this;
    }

    /** Annotates the claim. */
    public RequestBuilder annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    public RequestBuilder size(String quantity) {
        size = quantity;
        return this;
    }

    public RequestBuilder accessModes(String... modes) {
        accessModes = List.of(modes);
        return this;
    }

    public RequestBuilder selector() {
        hasSelector = true;
        return this;
    }

    public RequestBuilder dataSource() {
        hasDataSource = true;
        return this;
    }

    public RequestBuilder dryRun() {
        isDryRun = true;
        return this;
    }

    public RequestBuilder volume(@Nullable String name) {
        volume = name == null ? null : new ObjectName(name);
        return this;
    }

    public RequestBuilder claim(String uid) {
        claim = new ClaimRef(ObjectKey.of("shop", "data"), new Uid(uid));
        return this;
    }

    public RequestBuilder claim(String namespace, String name, String uid) {
        claim = new ClaimRef(ObjectKey.of(namespace, name), new Uid(uid));
        return this;
    }

    public RequestBuilder mode(VolumeMode volumeMode) {
        mode = volumeMode;
        return this;
    }

    public RequestBuilder policy(ReclaimPolicy reclaimPolicy) {
        policy = reclaimPolicy;
        return this;
    }

    public RequestBuilder mountOptions(String... options) {
        mountOptions = List.of(options);
        return this;
    }

    /** Names a class instead of passing parameters. */
    public RequestBuilder storageClass(String name) {
        storageClass = new ObjectName(name);
        return this;
    }

    /** Names an existing image. */
    public RequestBuilder image(String name) {
        image = new ImageName(name);
        return this;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    public ProvisionRequest provision() {
        return new ProvisionRequest(
                new ClaimTerms(Capacity.parse(size), accessModes, hasSelector, hasDataSource, mode, null, annotations),
                classSource(),
                storageClass,
                volume,
                claim,
                policy,
                mountOptions,
                null,
                isDryRun);
    }

    public ExpandRequest expand() {
        return new ExpandRequest(target(), Capacity.parse(size), isDryRun);
    }

    /** The request for a deleted volume, whose size is known. */
    public DeleteRequest delete() {
        return delete(Capacity.parse(size));
    }

    /** The request of a call that names only the image. */
    public DeleteRequest deleteOfUnknownSize() {
        return delete(null);
    }

    private DeleteRequest delete(@Nullable Capacity knownSize) {
        return new DeleteRequest(target(), null, new DeletionMode.ByClass(), knownSize, isDryRun);
    }

    public ImageTarget target() {
        return new ImageTarget(imageName(), classSource());
    }

    public ListRequest list(@Nullable String after, int limit) {
        return new ListRequest(classSource(), after, limit);
    }

    public ImageName imageName() {
        if (image != null) {
            return image;
        }
        return parameters.containsKey("clusterID")
                ? ImageNamePrefix.DEFAULT.imageOf(VolumeUuid.of(uid()))
                : ImageNames.of(volume, claim == null ? null : claim.uid());
    }

    private Uid uid() {
        return claim == null ? ImageNames.uidOf(Objects.requireNonNull(volume)) : claim.uid();
    }

    private ClassSource classSource() {
        return storageClass == null ? new ClassSource.Given(parameters) : new ClassSource.Named(storageClass);
    }
}
