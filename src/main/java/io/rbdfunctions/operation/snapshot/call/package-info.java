/** Snapshots as calls name them: by their handle, or by a name that the caller gave to them. */
@NullMarked
package io.rbdfunctions.operation.snapshot.call;

import org.jspecify.annotations.NullMarked;
