package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageName;

/**
 * The existing image of a request.
 *
 * @param classSource the class that leads to the cluster and the pool
 */
public record ImageTarget(ImageName image, ClassSource classSource) {}
