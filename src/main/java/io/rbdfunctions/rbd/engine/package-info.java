/** Runs commands by the {@code rbd} command or by librbd, whichever the configuration selects, and classifies their failures. */
@NullMarked
package io.rbdfunctions.rbd.engine;

import org.jspecify.annotations.NullMarked;
