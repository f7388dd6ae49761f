/** What a class or a claim says about snapshots by a schedule. */
@NullMarked
package io.rbdfunctions.volume.snapshot;

import org.jspecify.annotations.NullMarked;
