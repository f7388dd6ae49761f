@NullMarked
package io.rbdfunctions.function.names;

import org.jspecify.annotations.NullMarked;
