package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.Snapshot;
import io.rbdfunctions.volume.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Puts together what the cluster knows of an image, asked side by side. */
@Singleton
final class Inspector {
    private final Workplaces workplaces;
    private final RbdImages images;
    private final Dependents dependents;

    Inspector(Workplaces workplaces, RbdImages images, Dependents dependents) {
        this.workplaces = workplaces;
        this.images = images;
        this.dependents = dependents;
    }

    ImageReport inspect(ImageTarget target) {
        Workplace workplace = workplaces.find(target.where());
        ImageRef image = workplace.image(target.image());
        try {
            return inspect(workplace.rbd(), image);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                throw new RefusedException(Reason.NOT_FOUND, "info %s: there is no such image".formatted(image));
            }
            throw failure;
        }
    }

    private ImageReport inspect(RbdCommandBuilder rbd, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> dependents.watchers(rbd, image));
        CompletableFuture<List<Snapshot>> snapshots = Parallel.start(() -> images.carryOut(rbd.listSnapshots(image)));
        CompletableFuture<Map<String, String>> metadata =
                Parallel.start(() -> images.carryOut(rbd.listMetadata(image)));
        ImageInfo info = images.carryOut(rbd.info(image));
        Map<String, String> tags = Parallel.await(metadata);
        return new ImageReport(
                image,
                info.id(),
                info.size(),
                info.objects(),
                info.objectSize(),
                info.features(),
                info.dataPool(),
                info.createdAt(),
                info.parent(),
                lasting(Parallel.await(watchers), rbd, image),
                Parallel.await(snapshots).stream()
                        .map(found -> new ImageReport.Snapshot(found.name(), found.size(), found.isProtected()))
                        .toList(),
                tags);
    }

    /** The command watches the image while it lists its metadata: who watches is asked again when that has ended. */
    private List<String> lasting(List<String> watchers, RbdCommandBuilder rbd, ImageRef image) {
        return watchers.isEmpty() ? watchers : dependents.watchers(rbd, image);
    }
}
