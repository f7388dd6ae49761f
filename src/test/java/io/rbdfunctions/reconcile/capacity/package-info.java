@NullMarked
package io.rbdfunctions.reconcile.capacity;

import org.jspecify.annotations.NullMarked;
