@NullMarked
package io.rbdfunctions.rbd.librbd.ffm;

import org.jspecify.annotations.NullMarked;
