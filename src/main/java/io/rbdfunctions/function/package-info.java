/** The entry points: Funqy functions for volumes, events and the sweep, and the pages for status and metrics. */
@NullMarked
package io.rbdfunctions.function;

import org.jspecify.annotations.NullMarked;
