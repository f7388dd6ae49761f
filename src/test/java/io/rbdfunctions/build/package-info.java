/** Tests of the build's own scripts. */
@NullMarked
package io.rbdfunctions.build;

import org.jspecify.annotations.NullMarked;
