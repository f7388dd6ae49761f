/** Checks of the container image. */
@NullMarked
package io.rbdfunctions.system.image;

import org.jspecify.annotations.NullMarked;
