@NullMarked
package io.rbdfunctions.reconcile.volume;

import org.jspecify.annotations.NullMarked;
