/** Runs commands by librbd on pooled connections. */
@NullMarked
package io.rbdfunctions.rbd.librbd;

import org.jspecify.annotations.NullMarked;
