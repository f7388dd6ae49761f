/** Reconciles claims and volumes by key, and retries those that failed. */
@NullMarked
package io.rbdfunctions.reconcile;

import org.jspecify.annotations.NullMarked;
