@NullMarked
package io.rbdfunctions.rbd.manager;

import org.jspecify.annotations.NullMarked;
