@NullMarked
package io.rbdfunctions.rbd.librbd.rados;

import org.jspecify.annotations.NullMarked;
