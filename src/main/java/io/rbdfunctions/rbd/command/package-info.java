/** Every rbd command as a value, with its arguments and the form of its answer. */
@NullMarked
package io.rbdfunctions.rbd.command;

import org.jspecify.annotations.NullMarked;
