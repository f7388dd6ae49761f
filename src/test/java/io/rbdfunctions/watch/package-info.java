@NullMarked
package io.rbdfunctions.watch;

import org.jspecify.annotations.NullMarked;
