/** Plans the conversion of an in-tree volume to a CSI volume. */
@NullMarked
package io.rbdfunctions.operation.convert;

import org.jspecify.annotations.NullMarked;
