/** Describes an image and lists the images of a pool. */
@NullMarked
package io.rbdfunctions.operation.inspect;

import org.jspecify.annotations.NullMarked;
