/** Runs child processes with deadlines, limits and bounded output. */
@NullMarked
package io.rbdfunctions.process;

import org.jspecify.annotations.NullMarked;
