@NullMarked
package io.rbdfunctions.volume.ceph;

import org.jspecify.annotations.NullMarked;
