@NullMarked
package io.rbdfunctions.operation.csi;

import org.jspecify.annotations.NullMarked;
