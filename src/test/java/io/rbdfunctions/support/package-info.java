/** Helpers shared by the tests. */
@NullMarked
package io.rbdfunctions.support;

import org.jspecify.annotations.NullMarked;
