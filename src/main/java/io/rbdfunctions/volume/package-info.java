/** Values of Kubernetes volumes that are valid by construction. */
@NullMarked
package io.rbdfunctions.volume;

import org.jspecify.annotations.NullMarked;
