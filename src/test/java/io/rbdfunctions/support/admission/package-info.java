/** Evaluates admission policies as the API server does. */
@NullMarked
package io.rbdfunctions.support.admission;

import org.jspecify.annotations.NullMarked;
