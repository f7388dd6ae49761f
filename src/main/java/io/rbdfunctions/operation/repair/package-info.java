/** Compares the journals of ceph-csi's volumes with the volumes and their images, and completes them. */
@NullMarked
package io.rbdfunctions.operation.repair;

import org.jspecify.annotations.NullMarked;
