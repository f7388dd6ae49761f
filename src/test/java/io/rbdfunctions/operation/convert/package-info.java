@NullMarked
package io.rbdfunctions.operation.convert;

import org.jspecify.annotations.NullMarked;
