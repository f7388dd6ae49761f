/** The {@code rbd} commands as values: their arguments and the parsers of their answers. */
@NullMarked
package io.rbdfunctions.rbd.command;

import org.jspecify.annotations.NullMarked;
