@NullMarked
package io.rbdfunctions.rbd.monitor;

import org.jspecify.annotations.NullMarked;
