@NullMarked
package io.rbdfunctions.operation.delete;

import org.jspecify.annotations.NullMarked;
