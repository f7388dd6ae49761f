/** How an operation can end: done, refused, or to be tried again. */
@NullMarked
package io.rbdfunctions.operation.outcome;

import org.jspecify.annotations.NullMarked;
