@NullMarked
package io.rbdfunctions.rbd.engine;

import org.jspecify.annotations.NullMarked;
