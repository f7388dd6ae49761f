@NullMarked
package io.rbdfunctions.volume.csi;

import org.jspecify.annotations.NullMarked;
