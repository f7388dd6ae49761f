/** Parameters and results of commands. */
@NullMarked
package io.rbdfunctions.rbd.value;

import org.jspecify.annotations.NullMarked;
