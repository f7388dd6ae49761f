/** Fault injection on the packaged application. */
@NullMarked
package io.rbdfunctions.system.faults;

import org.jspecify.annotations.NullMarked;
