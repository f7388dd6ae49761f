/** Limits of the numbers of snapshots and clones. */
@NullMarked
package io.rbdfunctions.operation.snapshot.limit;

import org.jspecify.annotations.NullMarked;
