/** Describes a snapshot and lists those of a pool, for calls. */
@NullMarked
package io.rbdfunctions.operation.snapshot.inspect;

import org.jspecify.annotations.NullMarked;
