/** The tests with several releases of Ceph. */
@NullMarked
package io.rbdfunctions.tools.matrix;

import org.jspecify.annotations.NullMarked;
