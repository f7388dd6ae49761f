/** Problem documents (RFC 9457): their kinds, status codes and safe text. */
@NullMarked
package io.rbdfunctions.function.problem;

import org.jspecify.annotations.NullMarked;
