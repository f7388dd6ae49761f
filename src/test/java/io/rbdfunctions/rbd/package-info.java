@NullMarked
package io.rbdfunctions.rbd;

import org.jspecify.annotations.NullMarked;
