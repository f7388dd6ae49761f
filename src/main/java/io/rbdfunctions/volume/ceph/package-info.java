/** Value types for Ceph: pools, images, users, keys and monitors. Their constructors reject invalid values. */
@NullMarked
package io.rbdfunctions.volume.ceph;

import org.jspecify.annotations.NullMarked;
