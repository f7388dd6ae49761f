package io.rbdfunctions.function.payload;

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

/** The fields that describe a requested volume, for a new and for an existing image. */
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
    private static final int MAX_ACCESS_MODES = 16;
    private static final Pattern ACCESS_MODE = Pattern.compile("[A-Za-z]{1,64}");
    private static final int MAX_MOUNT_OPTIONS = 64;
    private static final Pattern MOUNT_OPTION = Pattern.compile("[!-~][ -~]{0,1023}");

    @Nullable ProvisionRequest request(
            @Nullable Capacity size,
            @Nullable ImageName existing,
            boolean hasSelector,
            boolean hasDataSource,
            Violations violations) {
        ObjectName persistentVolume = violations.read("pvName", pvName, ObjectName::new);
        ClaimRef claimRef = claim == null ? null : claim.reference(violations);
        checkAll("accessModes", accessModes, MAX_ACCESS_MODES, ACCESS_MODE, violations);
        checkAll("mountOptions", mountOptions, MAX_MOUNT_OPTIONS, MOUNT_OPTION, violations);
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

    private static void checkAll(
            String field, @Nullable List<String> values, int limit, Pattern form, Violations violations) {
        if (values == null) {
            return;
        }
        if (values.size() > limit) {
            violations.add(field, "has %d entries, but at most %d are allowed".formatted(values.size(), limit));
        }
        for (int index = 0; index < values.size(); index++) {
            if (!form.matcher(values.get(index)).matches()) {
                violations.add("%s[%d]".formatted(field, index), "must match " + form);
            }
        }
    }

    Optional<String> subject() {
        return claim == null ? Optional.empty() : claim.subject();
    }
}
