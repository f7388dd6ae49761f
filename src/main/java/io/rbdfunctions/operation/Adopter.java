package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.Provisioned.Action;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Puts volumes over images that are there. Nothing is made, formatted or changed. */
@Singleton
final class Adopter {
    private static final String OF_CLAIM = ImageName.PROVISIONED;

    private final Classes classes;
    private final Workplaces workplaces;
    private final ImageStore store;
    private final Manifests manifests;

    Adopter(Classes classes, Workplaces workplaces, ImageStore store, Manifests manifests) {
        this.classes = classes;
        this.workplaces = workplaces;
        this.store = store;
        this.manifests = manifests;
    }

    Provisioned adopt(AdoptRequest request) {
        Workplace workplace = workplaces.find(request.classSource());
        ImageRef image = workplace.image(request.image());
        ImageInfo info = store.find(workplace.rbd(), image)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "adopt %s: there is no such image; name one that there is".formatted(image)));
        VolumePlan plan = ClaimRules.check(request.ofSize(sizeOf(image, info)), classes.resolve(request.classSource()));
        PersistentVolume volume = manifests.of(
                plan,
                nameOf(request, image),
                image,
                plan.request().size(),
                workplace.rbd().session().access().user());
        return new Provisioned(Action.ALREADY_THERE, image, volume);
    }

    /** What a volume holds is told in whole MiB, and must not be more than there is. */
    private static Capacity sizeOf(ImageRef image, ImageInfo info) {
        if (info.size() < 1 << 20) {
            throw new RefusedException(
                    Reason.CONFLICT, "adopt %s: it is smaller than 1 MiB; grow it first".formatted(image));
        }
        return Capacity.ofMebibytes(info.size() >> 20);
    }

    private static ObjectName nameOf(AdoptRequest request, ImageRef image) {
        if (request.persistentVolumeName() != null) {
            return request.persistentVolumeName();
        }
        if (request.claim() != null) {
            return new ObjectName("pvc-" + request.claim().uid());
        }
        String name = image.name().value();
        if (image.name().isProvisioned()) {
            return new ObjectName("pvc-" + name.substring(OF_CLAIM.length()));
        }
        byte[] whole = image.toString().getBytes(StandardCharsets.UTF_8);
        return new ObjectName("rbd-" + UUID.nameUUIDFromBytes(whole));
    }
}
