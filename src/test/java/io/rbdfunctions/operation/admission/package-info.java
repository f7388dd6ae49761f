/** Tests of what is said of changes before they are made. */
@NullMarked
package io.rbdfunctions.operation.admission;

import org.jspecify.annotations.NullMarked;
