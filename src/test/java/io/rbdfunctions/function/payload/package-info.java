@NullMarked
package io.rbdfunctions.function.payload;

import org.jspecify.annotations.NullMarked;
