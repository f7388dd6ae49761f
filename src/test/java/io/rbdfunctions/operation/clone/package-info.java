@NullMarked
package io.rbdfunctions.operation.clone;

import org.jspecify.annotations.NullMarked;
