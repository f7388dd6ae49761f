package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.inspect.ImageReport.Link;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.Snapshot;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads the state of an image with concurrent commands. */
@Singleton
public record Inspector(PoolSessions sessions, DynamicVolumes dynamicVolumes)
        implements VolumeOperation<InspectRequest, ImageReport> {
    @Override
    public ImageReport run(InspectRequest request) {
        ImageTarget target = request.target();
        PoolSession session = sessions.find(target.classSource());
        ImageRef image = dynamicVolumes.locate(session, target).image();
        return require(session, image);
    }

    /**
     * The state of an image.
     *
     * @throws RefusedException if the image does not exist
     */
    public ImageReport require(PoolSession session, ImageRef image) {
        return RbdException.emptyIfNotFound(() -> inspect(session, image))
                .orElseThrow(() ->
                        new RefusedException(Reason.NOT_FOUND, "info %s: the image does not exist".formatted(image)));
    }

    private ImageReport inspect(PoolSession session, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> ImageUsers.watchers(session, image));
        CompletableFuture<List<Snapshot>> snapshots =
                Parallel.start(() -> session.run(new ListCommand.Snapshots(image)));
        CompletableFuture<Map<String, String>> metadata =
                Parallel.start(() -> session.run(new MetadataCommand.ListAll(image)));
        ImageInfo info = session.run(new Info(image));
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
                info.parent() == null ? null : Link.ofParent(info.parent()),
                info.snapshots() == 0 ? List.of() : children(session, image),
                withoutOwnWatch(Parallel.await(watchers), session, image),
                Parallel.await(snapshots).stream()
                        .map(found -> new ImageReport.Snapshot(found.name(), found.size(), found.isProtected()))
                        .toList(),
                tags);
    }

    /** The clones of an image. */
    public static List<Link> children(PoolSession session, ImageRef image) {
        return session.run(new ListCommand.Children(image)).stream()
                .map(Link::ofClone)
                .toList();
    }

    /** Reads the watchers again: listing the metadata opens the image and makes this process a watcher until it ends. */
    private List<String> withoutOwnWatch(List<String> watchers, PoolSession session, ImageRef image) {
        return watchers.isEmpty() ? watchers : ImageUsers.watchers(session, image);
    }
}
