/** Tests of the choice among several pools. */
@NullMarked
package io.rbdfunctions.operation.placement;

import org.jspecify.annotations.NullMarked;
