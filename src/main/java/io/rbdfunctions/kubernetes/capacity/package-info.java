/** CSIStorageCapacity objects, by which the scheduler knows where a volume of a class still fits. */
@NullMarked
package io.rbdfunctions.kubernetes.capacity;

import org.jspecify.annotations.NullMarked;
