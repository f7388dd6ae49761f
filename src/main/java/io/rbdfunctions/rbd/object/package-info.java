/** Operations on RADOS objects and their answers. */
@NullMarked
package io.rbdfunctions.rbd.object;

import org.jspecify.annotations.NullMarked;
