@NullMarked
package io.rbdfunctions.reconcile.result;

import org.jspecify.annotations.NullMarked;
