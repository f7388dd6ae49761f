@NullMarked
package io.rbdfunctions.concurrent;

import org.jspecify.annotations.NullMarked;
