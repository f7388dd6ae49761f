/** Problem documents (RFC 9457): kinds, status codes, and redaction. */
@NullMarked
package io.rbdfunctions.function.problem;

import org.jspecify.annotations.NullMarked;
