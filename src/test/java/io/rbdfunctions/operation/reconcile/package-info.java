@NullMarked
package io.rbdfunctions.operation.reconcile;

import org.jspecify.annotations.NullMarked;
