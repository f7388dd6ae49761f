@NullMarked
package io.rbdfunctions.operation.check.kubernetes;

import org.jspecify.annotations.NullMarked;
