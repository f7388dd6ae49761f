/** The journal of ceph-csi, which maps names of volumes to images. */
@NullMarked
package io.rbdfunctions.journal;

import org.jspecify.annotations.NullMarked;
