/** The application as a whole: over HTTP, on a real Ceph. */
@NullMarked
package io.rbdfunctions.e2e;

import org.jspecify.annotations.NullMarked;
