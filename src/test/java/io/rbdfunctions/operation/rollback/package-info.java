@NullMarked
package io.rbdfunctions.operation.rollback;

import org.jspecify.annotations.NullMarked;
