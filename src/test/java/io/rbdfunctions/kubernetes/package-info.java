@NullMarked
package io.rbdfunctions.kubernetes;

import org.jspecify.annotations.NullMarked;
