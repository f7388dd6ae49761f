/** Who may call: authentication of tokens and authorization by RBAC. */
@NullMarked
package io.rbdfunctions.operation.access;

import org.jspecify.annotations.NullMarked;
