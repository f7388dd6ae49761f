@NullMarked
package io.rbdfunctions.reconcile.schedule;

import org.jspecify.annotations.NullMarked;
