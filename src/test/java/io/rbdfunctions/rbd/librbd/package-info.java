@NullMarked
package io.rbdfunctions.rbd.librbd;

import org.jspecify.annotations.NullMarked;
