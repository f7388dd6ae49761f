package io.rbdfunctions.function.payload;

import io.rbdfunctions.function.json.TextList;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields by which a payload says which volume it wants, whatever image is under it. */
record VolumeFields(
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable List<String> accessModes,
        @Nullable String volumeMode,
        @Nullable String reclaimPolicy,
        @Nullable List<String> mountOptions,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean dryRun) {
    private static final TextList ACCESS_MODES = new TextList("accessModes", 16, Pattern.compile("[A-Za-z]{1,64}"));
    private static final TextList MOUNT_OPTIONS =
            new TextList("mountOptions", 64, Pattern.compile("[!-~][ -~]{0,1023}"));

    @Nullable ProvisionRequest request(
            @Nullable Capacity size,
            @Nullable ImageName existing,
            boolean hasSelector,
            boolean hasDataSource,
            Violations violations) {
        ObjectName persistentVolume = violations.read("pvName", pvName, ObjectName::new);
        ClaimRef claimRef = claim == null ? null : claim.reference(violations);
        ACCESS_MODES.check(accessModes, violations);
        MOUNT_OPTIONS.check(mountOptions, violations);
        VolumeMode mode = violations.read("volumeMode", volumeMode, VolumeMode::parse);
        ReclaimPolicy policy = violations.read("reclaimPolicy", reclaimPolicy, ReclaimPolicy::parse);
        ClassFields classFields = ClassFields.read(storageClassName, parameters, violations);
        ClassSource source = classFields.forNewImage(violations);
        if (size == null || source == null) {
            return null;
        }
        return new ProvisionRequest(
                new ClaimTerms(
                        size, accessModes == null ? List.of() : accessModes, hasSelector, hasDataSource, mode),
                source,
                classFields.name(),
                persistentVolume,
                claimRef,
                policy,
                mountOptions,
                existing,
                Boolean.TRUE.equals(dryRun));
    }

    Optional<String> subject() {
        return claim == null ? Optional.empty() : claim.subject();
    }
}
