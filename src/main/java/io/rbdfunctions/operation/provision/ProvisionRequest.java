package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for a volume.
 *
 * @param terms with a valid size, which the image has at least
 * @param storageClassName the class name to set on the volume; null for none
 * @param persistentVolumeName null to name the volume after the claim's uid, or randomly without a claim
 * @param reclaimPolicy null for that of the class, Delete by default
 * @param mountOptions null for those of the class
 * @param existingImage the image to adopt; null to create one
 * @param source what the new volume begins as a copy of; null for an empty one
 * @param dryRun check and read only
 */
public record ProvisionRequest(
        ClaimTerms terms,
        ClassSource classSource,
        @Nullable ObjectName storageClassName,
        @Nullable ObjectName persistentVolumeName,
        @Nullable ClaimRef claim,
        @Nullable ReclaimPolicy reclaimPolicy,
        @Nullable List<String> mountOptions,
        @Nullable ImageName existingImage,
        @Nullable DataSource source,
        boolean dryRun)
        implements VolumeRequest<Provisioned> {
    public ProvisionRequest {
        Objects.requireNonNull(terms.size(), "size");
    }

    /** A request for an empty volume, or for one of an existing image. */
    public ProvisionRequest(
            ClaimTerms terms,
            ClassSource classSource,
            @Nullable ObjectName storageClassName,
            @Nullable ObjectName persistentVolumeName,
            @Nullable ClaimRef claim,
            @Nullable ReclaimPolicy reclaimPolicy,
            @Nullable List<String> mountOptions,
            @Nullable ImageName existingImage,
            boolean dryRun) {
        this(
                terms,
                classSource,
                storageClassName,
                persistentVolumeName,
                claim,
                reclaimPolicy,
                mountOptions,
                existingImage,
                null,
                dryRun);
    }

    /** The same request for a copy of a source. */
    public ProvisionRequest from(DataSource other) {
        return with(terms, existingImage, other);
    }

    /** The same request for another size. */
    public ProvisionRequest ofSize(Capacity other) {
        return with(terms.ofSize(other), existingImage, source);
    }

    public Capacity size() {
        return Objects.requireNonNull(terms.size());
    }

    /** Whether nothing in the request identifies the volume, so that each such request is for a new volume. */
    boolean isAnonymous() {
        return claim == null && persistentVolumeName == null && existingImage == null;
    }

    @Override
    public String verb() {
        return "provision";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(claim, persistentVolumeName, existingImage);
    }

    /** The same request for an existing image. */
    public ProvisionRequest forImage(ImageName image) {
        return with(terms, image, null);
    }

    private ProvisionRequest with(
            ClaimTerms otherTerms, @Nullable ImageName otherImage, @Nullable DataSource otherSource) {
        return new ProvisionRequest(
                otherTerms,
                classSource,
                storageClassName,
                persistentVolumeName,
                claim,
                reclaimPolicy,
                mountOptions,
                otherImage,
                otherSource,
                dryRun);
    }
}
