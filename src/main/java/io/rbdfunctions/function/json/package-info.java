/** Strict JSON parsing and the JSON forms of sizes and lists. */
@NullMarked
package io.rbdfunctions.function.json;

import org.jspecify.annotations.NullMarked;
