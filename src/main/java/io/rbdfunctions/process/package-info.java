/** The only door to the operating system: runs a program within a deadline, bounded in number and in output. */
@NullMarked
package io.rbdfunctions.process;

import org.jspecify.annotations.NullMarked;
