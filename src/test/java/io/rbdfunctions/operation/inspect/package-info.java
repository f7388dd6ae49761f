@NullMarked
package io.rbdfunctions.operation.inspect;

import org.jspecify.annotations.NullMarked;
