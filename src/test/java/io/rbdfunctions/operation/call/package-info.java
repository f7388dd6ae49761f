@NullMarked
package io.rbdfunctions.operation.call;

import org.jspecify.annotations.NullMarked;
