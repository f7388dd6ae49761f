/** The watch as a whole: the packaged function without an event source. */
@NullMarked
package io.rbdfunctions.system.watch;

import org.jspecify.annotations.NullMarked;
