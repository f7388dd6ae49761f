@NullMarked
package io.rbdfunctions.operation.direct;

import org.jspecify.annotations.NullMarked;
