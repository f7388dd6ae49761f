/** Checks which volumes and classes of a CSI driver this provisioner could serve in place of ceph-csi. */
@NullMarked
package io.rbdfunctions.takeover;

import org.jspecify.annotations.NullMarked;
