/** What every operation has in common: a request, an answer, and the code that turns one into the other. */
@NullMarked
package io.rbdfunctions.operation.request;

import org.jspecify.annotations.NullMarked;
