package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ImageName;

/**
 * The existing image that a request is about.
 *
 * @param image its name
 * @param where how to reach the cluster and pool that hold it
 */
public record ImageTarget(ImageName image, ClassSource where) {}
