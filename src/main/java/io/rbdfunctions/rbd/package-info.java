/** The engine port, its implementations by the {@code rbd} command and by librbd, and their errors. */
@NullMarked
package io.rbdfunctions.rbd;

import org.jspecify.annotations.NullMarked;
