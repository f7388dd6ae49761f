/** Values that commands take or return. */
@NullMarked
package io.rbdfunctions.rbd.value;

import org.jspecify.annotations.NullMarked;
