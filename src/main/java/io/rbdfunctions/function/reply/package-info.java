/** Response bodies. */
@NullMarked
package io.rbdfunctions.function.reply;

import org.jspecify.annotations.NullMarked;
