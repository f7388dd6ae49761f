/** Clusters, pools and images as librbd sees them. */
@NullMarked
package io.rbdfunctions.rbd.librbd.image;

import org.jspecify.annotations.NullMarked;
