/** Calls native libraries through the foreign function and memory API. */
@NullMarked
package io.rbdfunctions.rbd.librbd.ffm;

import org.jspecify.annotations.NullMarked;
