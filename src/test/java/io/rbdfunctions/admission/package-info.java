@NullMarked
package io.rbdfunctions.admission;

import org.jspecify.annotations.NullMarked;
