/** The engine port for commands on RBD, its errors, and idempotent operations on images. */
@NullMarked
package io.rbdfunctions.rbd;

import org.jspecify.annotations.NullMarked;
