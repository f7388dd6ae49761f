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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A payload that describes a volume, for a new or for an existing image. */
interface VolumePayload<R> extends ClassPayload<R> {
    Pattern ACCESS_MODE = Pattern.compile("[A-Za-z]{1,64}");
    Pattern MOUNT_OPTION = Pattern.compile("[!-~][ -~]{0,1023}");

    @Nullable String pvName();

    @Nullable ClaimPayload claim();

    @Nullable List<String> accessModes();

    @Nullable String volumeMode();

    @Nullable String reclaimPolicy();

    @Nullable List<String> mountOptions();

    @Nullable Boolean dryRun();

    default @Nullable ProvisionRequest provisionRequest(
            @Nullable Capacity size,
            @Nullable ImageName existing,
            boolean hasSelector,
            boolean hasDataSource,
            Violations violations) {
        ObjectName persistentVolume = violations.read("pvName", pvName(), ObjectName::new);
        ClaimRef claimRef = claim() == null ? null : claim().reference(violations);
        checkAll("accessModes", accessModes(), 16, ACCESS_MODE, violations);
        checkAll("mountOptions", mountOptions(), 64, MOUNT_OPTION, violations);
        VolumeMode mode = violations.read("volumeMode", volumeMode(), VolumeMode::parse);
        ReclaimPolicy policy = violations.read("reclaimPolicy", reclaimPolicy(), ReclaimPolicy::parse);
        ClassSource source = classForNewImage(violations);
        if (size == null || source == null) {
            return null;
        }
        List<String> modes = accessModes() == null ? List.of() : accessModes();
        return new ProvisionRequest(
                new ClaimTerms(size, modes, hasSelector, hasDataSource, mode),
                source,
                // An invalid name is reported with the class.
                new Violations().read("storageClassName", storageClassName(), ObjectName::new),
                persistentVolume,
                claimRef,
                policy,
                mountOptions(),
                existing,
                Boolean.TRUE.equals(dryRun()));
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

    @Override
    default Optional<String> subject() {
        return claim() == null ? Optional.empty() : claim().subject();
    }
}
