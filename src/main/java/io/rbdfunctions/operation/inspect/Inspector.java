package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListSnapshots.Snapshot;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Puts together what the cluster knows of an image, asked side by side. */
@Singleton
public final class Inspector implements VolumeOperation<InspectRequest, ImageReport> {
    private final PoolSessions sessions;
    private final RbdEngine images;
    private final ImageUsers imageUsers;

    public Inspector(PoolSessions sessions, RbdEngine images, ImageUsers imageUsers) {
        this.sessions = sessions;
        this.images = images;
        this.imageUsers = imageUsers;
    }

    @Override
    public Class<InspectRequest> requestType() {
        return InspectRequest.class;
    }

    @Override
    public ImageReport run(InspectRequest request) {
        ImageTarget target = request.target();
        PoolSession session = sessions.find(target.classSource());
        ImageRef image = session.image(target.image());
        try {
            return inspect(session.rbd(), image);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                throw new RefusedException(Reason.NOT_FOUND, "info %s: there is no such image".formatted(image));
            }
            throw failure;
        }
    }

    private ImageReport inspect(RbdCommandBuilder rbd, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> imageUsers.watchers(rbd, image));
        CompletableFuture<List<Snapshot>> snapshots = Parallel.start(() -> images.run(rbd.listSnapshots(image)));
        CompletableFuture<Map<String, String>> metadata = Parallel.start(() -> images.run(rbd.listMetadata(image)));
        ImageInfo info = images.run(rbd.info(image));
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
        return watchers.isEmpty() ? watchers : imageUsers.watchers(rbd, image);
    }
}
