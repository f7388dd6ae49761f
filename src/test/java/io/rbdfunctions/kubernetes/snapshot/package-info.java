@NullMarked
package io.rbdfunctions.kubernetes.snapshot;

import org.jspecify.annotations.NullMarked;
