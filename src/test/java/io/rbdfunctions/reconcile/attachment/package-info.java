@NullMarked
package io.rbdfunctions.reconcile.attachment;

import org.jspecify.annotations.NullMarked;
