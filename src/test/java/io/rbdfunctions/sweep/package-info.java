@NullMarked
package io.rbdfunctions.sweep;

import org.jspecify.annotations.NullMarked;
