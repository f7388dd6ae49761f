/** Finds what a claim is to be filled from: a snapshot or another claim. */
@NullMarked
package io.rbdfunctions.reconcile.source;

import org.jspecify.annotations.NullMarked;
