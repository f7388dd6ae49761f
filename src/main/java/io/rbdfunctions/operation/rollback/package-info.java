/** Gives a volume the data that it had before. */
@NullMarked
package io.rbdfunctions.operation.rollback;

import org.jspecify.annotations.NullMarked;
