@NullMarked
package io.rbdfunctions.reconcile.snapshot;

import org.jspecify.annotations.NullMarked;
