/** Decides what a PersistentVolume needs, and deletes its image. */
@NullMarked
package io.rbdfunctions.reconcile.volume;

import org.jspecify.annotations.NullMarked;
