@NullMarked
package io.rbdfunctions.status;

import org.jspecify.annotations.NullMarked;
