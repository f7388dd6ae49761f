/** Snapshots of claims by a schedule: which are due, which have expired, and making and removing them. */
@NullMarked
package io.rbdfunctions.reconcile.schedule;

import org.jspecify.annotations.NullMarked;
