/** Watches objects of the API server, and elects the replica that does so. */
@NullMarked
package io.rbdfunctions.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
