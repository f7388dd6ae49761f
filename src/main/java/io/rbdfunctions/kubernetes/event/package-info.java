/** Writes and reads Kubernetes Events. */
@NullMarked
package io.rbdfunctions.kubernetes.event;

import org.jspecify.annotations.NullMarked;
