/** Resolves a storage class, or parameters given directly, to what an operation needs. */
@NullMarked
package io.rbdfunctions.operation.storageclass;

import org.jspecify.annotations.NullMarked;
