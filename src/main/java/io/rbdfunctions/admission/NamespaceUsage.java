package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.Capacity;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a namespace has of a class: all volumes that its claims have or had, and what claims ask for beyond their volume,
 * which is on its way.
 */
final class NamespaceUsage {
    private final String namespace;
    private final String storageClass;
    private final Map<String, Long> heldByClaim = new HashMap<>();
    private BigInteger bytes = BigInteger.ZERO;

    NamespaceUsage(String namespace, String storageClass) {
        this.namespace = namespace;
        this.storageClass = storageClass;
    }

    /** All volumes come before all claims. */
    void add(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        if (claim == null
                || !namespace.equals(claim.getNamespace())
                || !storageClass.equals(volume.getSpec().getStorageClassName())) {
            return;
        }
        long held = new VolumeView(volume).capacity().map(Capacity::bytes).orElse(0L);
        add(held);
        heldByClaim.merge(Objects.requireNonNullElse(claim.getUid(), ""), held, Long::sum);
    }

    void add(PersistentVolumeClaim claim) {
        if (storageClass.equals(claim.getSpec().getStorageClassName())) {
            addWanted(claim);
        }
    }

    /** As much as the claim asks for beyond what it has. */
    void addWanted(PersistentVolumeClaim claim) {
        long wanted = new ClaimView(claim).request().map(Capacity::bytes).orElse(0L);
        long held = heldByClaim.getOrDefault(
                Objects.requireNonNullElse(claim.getMetadata().getUid(), "none yet"), 0L);
        add(Math.max(0, wanted - held));
    }

    private void add(long more) {
        bytes = bytes.add(BigInteger.valueOf(more));
    }

    boolean isMoreThan(long limit) {
        return bytes.compareTo(BigInteger.valueOf(limit)) > 0;
    }

    /** For people: whole MiB, rounded up. */
    @Override
    public String toString() {
        return mebibytes(bytes);
    }

    static String mebibytes(BigInteger bytes) {
        return bytes.add(BigInteger.valueOf((1 << 20) - 1)).shiftRight(20) + "Mi";
    }
}
