/** Restores images from the trash and purges them. */
@NullMarked
package io.rbdfunctions.operation.trash;

import org.jspecify.annotations.NullMarked;
