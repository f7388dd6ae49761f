/** What can be done to RBD, as values: each knows its argument list and how to read its answer. Pure. */
@NullMarked
package io.rbdfunctions.rbd.command;

import org.jspecify.annotations.NullMarked;
