/** A throw-away Ceph cluster for tests. */
@NullMarked
package io.rbdfunctions.support.ceph;

import org.jspecify.annotations.NullMarked;
