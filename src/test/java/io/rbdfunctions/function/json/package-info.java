@NullMarked
package io.rbdfunctions.function.json;

import org.jspecify.annotations.NullMarked;
