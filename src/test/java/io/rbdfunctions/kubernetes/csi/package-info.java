@NullMarked
package io.rbdfunctions.kubernetes.csi;

import org.jspecify.annotations.NullMarked;
