@NullMarked
package io.rbdfunctions.operation.snapshot;

import org.jspecify.annotations.NullMarked;
