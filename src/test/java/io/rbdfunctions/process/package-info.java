@NullMarked
package io.rbdfunctions.process;

import org.jspecify.annotations.NullMarked;
