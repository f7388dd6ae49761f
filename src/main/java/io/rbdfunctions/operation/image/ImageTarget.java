package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageName;

/**
 * The existing image that a request is about.
 *
 * @param image its name
 * @param classSource how to reach the cluster and pool that hold it
 */
public record ImageTarget(ImageName image, ClassSource classSource) {}
