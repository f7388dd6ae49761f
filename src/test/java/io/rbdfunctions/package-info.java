@NullMarked
package io.rbdfunctions;

import org.jspecify.annotations.NullMarked;
