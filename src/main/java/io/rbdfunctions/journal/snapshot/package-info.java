/** The journal of ceph-csi about its snapshots. */
@NullMarked
package io.rbdfunctions.journal.snapshot;

import org.jspecify.annotations.NullMarked;
