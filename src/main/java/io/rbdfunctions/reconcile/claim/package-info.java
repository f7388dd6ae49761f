/** Decides what a claim needs, and provisions or expands its volume. */
@NullMarked
package io.rbdfunctions.reconcile.claim;

import org.jspecify.annotations.NullMarked;
