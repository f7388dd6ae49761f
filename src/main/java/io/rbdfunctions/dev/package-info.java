/** A throw-away Ceph for dev mode. */
@NullMarked
package io.rbdfunctions.dev;

import org.jspecify.annotations.NullMarked;
