@NullMarked
package io.rbdfunctions.function.review;

import org.jspecify.annotations.NullMarked;
