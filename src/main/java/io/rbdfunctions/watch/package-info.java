/** Reconciles claims, volumes, attachments and contents of snapshots as the API server reports their changes, for installations without an event source. */
@NullMarked
package io.rbdfunctions.watch;

import org.jspecify.annotations.NullMarked;
