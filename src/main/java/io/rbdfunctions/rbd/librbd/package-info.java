/** Runs commands by calls of librbd on pooled connections. */
@NullMarked
package io.rbdfunctions.rbd.librbd;

import org.jspecify.annotations.NullMarked;
