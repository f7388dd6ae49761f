/** Tests of the packaged application. */
@NullMarked
package io.rbdfunctions.system.packaged;

import org.jspecify.annotations.NullMarked;
