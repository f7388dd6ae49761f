/** Process start: the main class, and the tasks that run in the background while Quarkus starts. */
@NullMarked
package io.rbdfunctions.startup;

import org.jspecify.annotations.NullMarked;
