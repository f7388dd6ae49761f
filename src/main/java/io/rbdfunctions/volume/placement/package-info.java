/** The pools that a class may place volumes in, and where these can be reached from. */
@NullMarked
package io.rbdfunctions.volume.placement;

import org.jspecify.annotations.NullMarked;
