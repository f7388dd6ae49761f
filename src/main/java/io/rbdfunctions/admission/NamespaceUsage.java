package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.Capacity;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The storage of one class that a namespace uses: the size of every volume that one of its claims has or had, plus what
 * claims request beyond the size of their volume. Add all volumes before the first claim.
 */
final class NamespaceUsage {
    private final String namespace;
    private final String storageClass;
    private final Map<String, Long> volumeBytesByClaim = new HashMap<>();
    private BigInteger bytes = BigInteger.ZERO;

    NamespaceUsage(String namespace, String storageClass) {
        this.namespace = namespace;
        this.storageClass = storageClass;
    }

    void add(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        if (claim == null || !namespace.equals(claim.getNamespace()) || !storageClass.equals(Names.classOf(volume))) {
            return;
        }
        long capacity = new VolumeView(volume).capacity().map(Capacity::bytes).orElse(0L);
        add(capacity);
        volumeBytesByClaim.merge(Objects.requireNonNullElse(claim.getUid(), ""), capacity, Long::sum);
    }

    void add(PersistentVolumeClaim claim) {
        if (storageClass.equals(Names.classOf(claim))) {
            addRequested(claim);
        }
    }

    /** Adds what the claim requests beyond the size of its volume. */
    void addRequested(PersistentVolumeClaim claim) {
        long requested = new ClaimView(claim).request().map(Capacity::bytes).orElse(0L);
        long existing = volumeBytesByClaim.getOrDefault(
                Objects.requireNonNullElse(claim.getMetadata().getUid(), "not yet assigned"), 0L);
        add(Math.max(0, requested - existing));
    }

    private void add(long more) {
        bytes = bytes.add(BigInteger.valueOf(more));
    }

    boolean isMoreThan(long limit) {
        return bytes.compareTo(BigInteger.valueOf(limit)) > 0;
    }

    /** In MiB, rounded up. */
    @Override
    public String toString() {
        return mebibytes(bytes);
    }

    static String mebibytes(BigInteger bytes) {
        return bytes.add(BigInteger.valueOf((1 << 20) - 1)).shiftRight(20) + "Mi";
    }
}
