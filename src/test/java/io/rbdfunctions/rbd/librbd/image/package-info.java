@NullMarked
package io.rbdfunctions.rbd.librbd.image;

import org.jspecify.annotations.NullMarked;
