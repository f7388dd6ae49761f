@NullMarked
package io.rbdfunctions.kubernetes.capacity;

import org.jspecify.annotations.NullMarked;
