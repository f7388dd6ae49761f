@NullMarked
package io.rbdfunctions.dev;

import org.jspecify.annotations.NullMarked;
