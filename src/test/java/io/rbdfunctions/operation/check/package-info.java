@NullMarked
package io.rbdfunctions.operation.check;

import org.jspecify.annotations.NullMarked;
