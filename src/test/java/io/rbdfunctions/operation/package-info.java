@NullMarked
package io.rbdfunctions.operation;

import org.jspecify.annotations.NullMarked;
