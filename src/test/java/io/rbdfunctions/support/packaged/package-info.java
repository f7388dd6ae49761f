/** Starts the packaged application for tests. */
@NullMarked
package io.rbdfunctions.support.packaged;

import org.jspecify.annotations.NullMarked;
