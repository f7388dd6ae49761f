@NullMarked
package io.rbdfunctions.operation.trash;

import org.jspecify.annotations.NullMarked;
