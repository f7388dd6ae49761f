/** Works on the images of a pool by calls of librbd. */
@NullMarked
package io.rbdfunctions.rbd.librbd.image;

import org.jspecify.annotations.NullMarked;
