/** How a reconciliation ended, and how that is reported on the object. */
@NullMarked
package io.rbdfunctions.reconcile.result;

import org.jspecify.annotations.NullMarked;
