/** The operations for those who call them, and what these may name. Claims and volumes of the cluster come by other ways. */
@NullMarked
package io.rbdfunctions.operation.direct;

import org.jspecify.annotations.NullMarked;
