/** Chooses the pool of a new volume, for classes with several pools. */
@NullMarked
package io.rbdfunctions.operation.placement;

import org.jspecify.annotations.NullMarked;
