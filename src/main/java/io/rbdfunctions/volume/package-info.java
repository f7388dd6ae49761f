/** Value types for Kubernetes volumes. Their constructors reject invalid values. */
@NullMarked
package io.rbdfunctions.volume;

import org.jspecify.annotations.NullMarked;
