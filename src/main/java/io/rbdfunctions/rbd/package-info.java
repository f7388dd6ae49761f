/** The engine port and its implementations, the rbd command and librbd, with their errors. */
@NullMarked
package io.rbdfunctions.rbd;

import org.jspecify.annotations.NullMarked;
