@NullMarked
package io.rbdfunctions.reconcile;

import org.jspecify.annotations.NullMarked;
