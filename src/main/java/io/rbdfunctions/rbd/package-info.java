/** RBD images: the port, the engines that carry commands out, and what their errors mean. */
@NullMarked
package io.rbdfunctions.rbd;

import org.jspecify.annotations.NullMarked;
