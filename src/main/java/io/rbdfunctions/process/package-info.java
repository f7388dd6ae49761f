/** Runs child processes with deadlines, a concurrency limit and bounded output. */
@NullMarked
package io.rbdfunctions.process;

import org.jspecify.annotations.NullMarked;
