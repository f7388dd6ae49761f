/** New volumes from the volumes and snapshots that calls name. */
@NullMarked
package io.rbdfunctions.operation.clone.call;

import org.jspecify.annotations.NullMarked;
