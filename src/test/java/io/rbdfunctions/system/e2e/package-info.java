/** Requests through the whole application on a real Ceph. */
@NullMarked
package io.rbdfunctions.system.e2e;

import org.jspecify.annotations.NullMarked;
