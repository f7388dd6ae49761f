/** Values of Ceph that are valid by construction: pools, images, users, keys and monitors. */
@NullMarked
package io.rbdfunctions.volume.ceph;

import org.jspecify.annotations.NullMarked;
