/** Small helpers for concurrency and time. */
@NullMarked
package io.rbdfunctions.concurrent;

import org.jspecify.annotations.NullMarked;
