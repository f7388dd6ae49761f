/** Reconciles claims, volumes, attachments and contents of snapshots by key, and retries those that failed. */
@NullMarked
package io.rbdfunctions.reconcile;

import org.jspecify.annotations.NullMarked;
