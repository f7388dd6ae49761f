/** Reconciles claims, volumes and attachments by key, and retries those that failed. */
@NullMarked
package io.rbdfunctions.reconcile;

import org.jspecify.annotations.NullMarked;
