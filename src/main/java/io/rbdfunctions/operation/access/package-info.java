/** Who may call, as the API server has it. */
@NullMarked
package io.rbdfunctions.operation.access;

import org.jspecify.annotations.NullMarked;
