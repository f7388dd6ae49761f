/** Finds the images of the volumes and claims that calls name, and what calls are told about the trash. */
@NullMarked
package io.rbdfunctions.operation.call;

import org.jspecify.annotations.NullMarked;
