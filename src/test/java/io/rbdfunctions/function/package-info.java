@NullMarked
package io.rbdfunctions.function;

import org.jspecify.annotations.NullMarked;
