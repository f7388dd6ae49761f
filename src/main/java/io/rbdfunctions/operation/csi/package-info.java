/** The dynamic volumes of ceph-csi: images that its journal describes. */
@NullMarked
package io.rbdfunctions.operation.csi;

import org.jspecify.annotations.NullMarked;
