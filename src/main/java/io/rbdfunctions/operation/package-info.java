/** Runs operations on volumes: the port for everything above. */
@NullMarked
package io.rbdfunctions.operation;

import org.jspecify.annotations.NullMarked;
