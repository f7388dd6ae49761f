/** Checks of the code base itself. */
@NullMarked
package io.rbdfunctions.project;

import org.jspecify.annotations.NullMarked;
