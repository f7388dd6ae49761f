/** Parameters of a storage class, read and validated. */
@NullMarked
package io.rbdfunctions.volume.parameters;

import org.jspecify.annotations.NullMarked;
