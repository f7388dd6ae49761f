/** Strict JSON parsing, and checks of the structure of JSON. */
@NullMarked
package io.rbdfunctions.function.json;

import org.jspecify.annotations.NullMarked;
