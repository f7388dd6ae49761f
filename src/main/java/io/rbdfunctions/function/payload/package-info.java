/** Request bodies, and the reader that checks them and builds the requests of operations. */
@NullMarked
package io.rbdfunctions.function.payload;

import org.jspecify.annotations.NullMarked;
