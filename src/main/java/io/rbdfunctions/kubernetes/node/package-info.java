/** What the API server knows about nodes: their kernels and their CSI drivers. */
@NullMarked
package io.rbdfunctions.kubernetes.node;

import org.jspecify.annotations.NullMarked;
