/** Checks step by step whether claims of a class will get volumes, and says of each step what to do if it fails. */
@NullMarked
package io.rbdfunctions.operation.check;

import org.jspecify.annotations.NullMarked;
