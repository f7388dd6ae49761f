/** Tells the scheduler, by CSIStorageCapacity objects, where volumes of a class still fit. */
@NullMarked
package io.rbdfunctions.reconcile.capacity;

import org.jspecify.annotations.NullMarked;
