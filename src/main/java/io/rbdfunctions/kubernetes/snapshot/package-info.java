/** Reads and patches the objects of the snapshot API, which a cluster need not have. */
@NullMarked
package io.rbdfunctions.kubernetes.snapshot;

import org.jspecify.annotations.NullMarked;
