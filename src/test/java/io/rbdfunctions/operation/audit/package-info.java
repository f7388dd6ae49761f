@NullMarked
package io.rbdfunctions.operation.audit;

import org.jspecify.annotations.NullMarked;
