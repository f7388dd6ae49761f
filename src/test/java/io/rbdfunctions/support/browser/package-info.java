/** A browser for tests of pages. */
@NullMarked
package io.rbdfunctions.support.browser;

import org.jspecify.annotations.NullMarked;
