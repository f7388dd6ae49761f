@NullMarked
package io.rbdfunctions.observability;

import org.jspecify.annotations.NullMarked;
