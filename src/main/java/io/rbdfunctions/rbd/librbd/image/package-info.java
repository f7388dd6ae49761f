/** Clusters, pools and images of librados and librbd. */
@NullMarked
package io.rbdfunctions.rbd.librbd.image;

import org.jspecify.annotations.NullMarked;
