package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.ProvisionRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Violations;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is wanted.
 *
 * @param size a Kubernetes quantity, or a whole number of bytes
 * @param pvName null to name the volume after the claim's uid, or at random without a claim
 * @param accessModes empty or null for ReadWriteOnce and ReadOnlyMany
 * @param storageClassName a class of the cluster; with parameters beside it no more than a label on the volume
 * @param selector refused by the systems replaced, so its presence must not get lost
 * @param dataSource as the selector
 * @param dryRun whether to check and read only
 */
record ProvisionPayload(
        @Nullable SizeText size,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable List<String> accessModes,
        @Nullable String volumeMode,
        @Nullable String reclaimPolicy,
        @Nullable List<String> mountOptions,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable JsonNode selector,
        @Nullable JsonNode dataSource,
        @Nullable Boolean dryRun)
        implements Payload<ProvisionRequest> {
    private static final TextList ACCESS_MODES = new TextList("accessModes", 16, Pattern.compile("[A-Za-z]{1,64}"));
    private static final TextList MOUNT_OPTIONS =
            new TextList("mountOptions", 64, Pattern.compile("[!-~][ -~]{0,1023}"));

    @Override
    public @Nullable ProvisionRequest request(Violations violations) {
        Capacity capacity = SizeText.capacity(size, violations);
        ObjectName persistentVolume = violations.read("pvName", pvName, ObjectName::new);
        ClaimRef claimRef = claim == null ? null : claim.reference(violations);
        ACCESS_MODES.check(accessModes, violations);
        MOUNT_OPTIONS.check(mountOptions, violations);
        VolumeMode mode = violations.read("volumeMode", volumeMode, VolumeMode::parse);
        ReclaimPolicy policy = violations.read("reclaimPolicy", reclaimPolicy, ReclaimPolicy::parse);
        ClassFields classFields = ClassFields.read(storageClassName, parameters, violations);
        ClassSource source = classFields.forNewImage(violations);
        if (capacity == null || source == null) {
            return null;
        }
        return new ProvisionRequest(
                capacity,
                source,
                classFields.name(),
                persistentVolume,
                claimRef,
                accessModes == null ? List.of() : accessModes,
                isPresent(selector),
                isPresent(dataSource),
                mode,
                policy,
                mountOptions,
                Boolean.TRUE.equals(dryRun));
    }

    private static boolean isPresent(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    @Override
    public Optional<String> subject() {
        return claim == null ? Optional.empty() : claim.subject();
    }
}
