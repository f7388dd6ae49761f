/** Connections to a cluster, its pools, and operations on objects, by calls of librados. */
@NullMarked
package io.rbdfunctions.rbd.librbd.rados;

import org.jspecify.annotations.NullMarked;
