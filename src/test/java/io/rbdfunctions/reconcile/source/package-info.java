@NullMarked
package io.rbdfunctions.reconcile.source;

import org.jspecify.annotations.NullMarked;
