/** A real Ceph for the tests: one monitor and one OSD on loopback, shared by all tests of a JVM. */
@NullMarked
package io.rbdfunctions.ceph;

import org.jspecify.annotations.NullMarked;
