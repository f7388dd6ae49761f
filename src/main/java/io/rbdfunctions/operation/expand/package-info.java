/** Grows an image. */
@NullMarked
package io.rbdfunctions.operation.expand;

import org.jspecify.annotations.NullMarked;
