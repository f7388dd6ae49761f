/** Values by which ceph-csi identifies its volumes. Their constructors reject invalid values. */
@NullMarked
package io.rbdfunctions.volume.csi;

import org.jspecify.annotations.NullMarked;
