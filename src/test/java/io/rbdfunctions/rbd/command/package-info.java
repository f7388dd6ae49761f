@NullMarked
package io.rbdfunctions.rbd.command;

import org.jspecify.annotations.NullMarked;
