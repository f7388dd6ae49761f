package io.rbdfunctions.operation.attributes;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;

/** Changes the attributes of images. What a class leaves out is removed; all other metadata stays. */
@Singleton
public record Modifier(
        AttributesClasses classes, PoolSessions sessions, DynamicVolumes dynamicVolumes, ImageLocks locks)
        implements VolumeOperation<ModifyRequest, Modified> {
    @Override
    public Modified run(ModifyRequest request) {
        VolumeAttributes attributes = classes.resolve(request.attributesClass());
        PoolSession session = sessions.find(request.classSource());
        ImageRef image =
                dynamicVolumes.locateToChange(session, request.target()).image();
        return locks.withLock(
                session.monitors(),
                image,
                () -> new Modified(image, ImageAttributes.apply(session, image, attributes)));
    }
}
