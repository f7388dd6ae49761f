/** Request bodies, and how they are read into requests for operations. */
@NullMarked
package io.rbdfunctions.function.payload;

import org.jspecify.annotations.NullMarked;
