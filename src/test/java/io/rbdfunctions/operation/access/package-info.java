@NullMarked
package io.rbdfunctions.operation.access;

import org.jspecify.annotations.NullMarked;
