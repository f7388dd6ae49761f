@NullMarked
package io.rbdfunctions.reconcile.claim;

import org.jspecify.annotations.NullMarked;
