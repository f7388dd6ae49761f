/** Tests of metrics and traces. */
@NullMarked
package io.rbdfunctions.observe;

import org.jspecify.annotations.NullMarked;
