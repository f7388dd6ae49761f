/** Values that cannot be wrong: names, sizes, monitors, class parameters. Uses the JDK only. */
@NullMarked
package io.rbdfunctions.volume;

import org.jspecify.annotations.NullMarked;
