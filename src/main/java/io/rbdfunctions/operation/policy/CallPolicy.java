package io.rbdfunctions.operation.policy;

import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Images;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Parameters;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what a caller may not name, each time with a {@link RefusedException} that says which setting forbids it. What is
 * not there at all is let by: the operation tells that better.
 */
@Singleton
final class CallPolicy {
    private final CallPolicyConfig config;
    private final PoolContents poolContents;
    private final ImageInUseCheck volumes;

    CallPolicy(CallPolicyConfig config, PoolContents poolContents, ImageInUseCheck volumes) {
        this.config = config;
        this.poolContents = poolContents;
        this.volumes = volumes;
    }

    /** Throws a {@link RefusedException} if the settings forbid the request. */
    void check(VolumeRequest<?> request) {
        requireAllowed(request.classSource());
        switch (request) {
            case ExpandRequest expand -> requireOurs(expand.target());
            case DeleteRequest delete -> {
                requireOurs(delete.target());
                requireNoOtherVolume(delete);
            }
            case PurgeRequest purge -> requireOurs(purge);
            default -> {
                // Other requests change no existing image.
            }
        }
    }

    /** Whether the class may be named, or its parameters given, and whether its pool may be worked in. */
    void requireAllowed(ClassSource where) {
        requireAllowedName(where);
        if (config.pools().isPresent()) {
            requireOneOf(config.pools().get(), poolContents.of(where).orThrow());
        }
    }

    private void requireAllowedName(ClassSource where) {
        switch (where) {
            case ClassSource.Given _ -> {
                if (config.parameters() == Parameters.FORBIDDEN
                        || config.classes().isPresent()) {
                    throw new RefusedException(
                            Reason.INVALID,
                            "parameters may not be given here (rbd-functions.direct): name a storageClassName");
                }
            }
            case ClassSource.Named(ObjectName name) -> {
                if (config.classes()
                        .filter(allowed -> !allowed.contains(name.value()))
                        .isPresent()) {
                    throw new RefusedException(
                            Reason.INVALID,
                            "storageclass \"%s\" may not be named here (rbd-functions.direct.classes)".formatted(name));
                }
            }
        }
    }

    private static void requireOneOf(Set<String> allowed, List<PoolName> wanted) {
        for (PoolName pool : wanted) {
            if (!allowed.contains(pool.value())) {
                throw new RefusedException(
                        Reason.INVALID,
                        "pool \"%s\" may not be worked in here (rbd-functions.direct.pools)".formatted(pool));
            }
        }
    }

    /** Whether the image is one that we made or adopted. */
    void requireOurs(ImageTarget target) {
        ImageName image = target.image();
        if (config.images() == Images.OURS && !image.isProvisioned() && !isAdopted(target)) {
            throw foreign("image %s".formatted(image), "adopt it first (provision with existingImage)");
        }
    }

    /** An image without any tags may be none at all; one that we adopted has some. */
    private boolean isAdopted(ImageTarget target) {
        Map<String, String> tags =
                poolContents.tags(target.classSource(), target.image()).orThrow();
        return tags.containsKey(ImageTags.CLAIM_UID)
                || tags.containsKey(ImageTags.ADOPTED)
                || (tags.isEmpty() && !isThere(target));
    }

    private boolean isThere(ImageTarget target) {
        return poolContents
                .images(target.classSource())
                .orThrow()
                .contains(target.image().value());
    }

    /** The same for an image in the trash, whose tags cannot be read there. */
    void requireOurs(PurgeRequest request) {
        if (config.images() == Images.ANY) {
            return;
        }
        poolContents.trash(request.classSource()).orThrow().stream()
                .filter(trashed -> trashed.id().equals(request.id().value()))
                .map(TrashedImage::name)
                .filter(name -> !name.startsWith(ImageName.PROVISIONED))
                .findFirst()
                .ifPresent(name -> {
                    throw foreign("image %s (%s)".formatted(name, request.id()), "restore it");
                });
    }

    private static RefusedException foreign(String image, String instead) {
        return new RefusedException(
                Reason.CONFLICT,
                "%s has neither a name nor tags of ours: %s, or set rbd-functions.direct.images=any"
                        .formatted(image, instead));
    }

    /** Whether no volume but the one named is over the image. */
    void requireNoOtherVolume(DeleteRequest request) {
        if (config.checkVolumes()) {
            PoolName pool =
                    poolContents.of(request.target().classSource()).orThrow().getFirst();
            volumes.requireNone(pool, request.target().image(), request.volume());
        }
    }
}
