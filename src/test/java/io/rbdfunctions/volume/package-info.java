@NullMarked
package io.rbdfunctions.volume;

import org.jspecify.annotations.NullMarked;
