/** Every rule of the in-tree plugin, checked on a real Ceph. */
@NullMarked
package io.rbdfunctions.operation.parity;

import org.jspecify.annotations.NullMarked;
