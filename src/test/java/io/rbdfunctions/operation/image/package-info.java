@NullMarked
package io.rbdfunctions.operation.image;

import org.jspecify.annotations.NullMarked;
