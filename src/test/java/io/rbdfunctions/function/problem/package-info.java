@NullMarked
package io.rbdfunctions.function.problem;

import org.jspecify.annotations.NullMarked;
