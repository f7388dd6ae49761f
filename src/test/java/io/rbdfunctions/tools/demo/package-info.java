/** The demo: one volume from creation to deletion. */
@NullMarked
package io.rbdfunctions.tools.demo;

import org.jspecify.annotations.NullMarked;
