@NullMarked
package io.rbdfunctions.operation.outcome;

import org.jspecify.annotations.NullMarked;
