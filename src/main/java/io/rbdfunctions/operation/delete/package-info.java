/** Deletes an image, or moves it to the trash. */
@NullMarked
package io.rbdfunctions.operation.delete;

import org.jspecify.annotations.NullMarked;
