/** Reads and validates the parameters of a StorageClass. */
@NullMarked
package io.rbdfunctions.volume.parameters;

import org.jspecify.annotations.NullMarked;
