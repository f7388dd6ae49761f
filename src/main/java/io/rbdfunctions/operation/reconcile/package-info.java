/**
 * Brings claims and volumes to where they should be. Each reconciler is a pure decision on the objects as they are now,
 * and an executor; events and the sweep call the same ones.
 */
@NullMarked
package io.rbdfunctions.operation.reconcile;

import org.jspecify.annotations.NullMarked;
