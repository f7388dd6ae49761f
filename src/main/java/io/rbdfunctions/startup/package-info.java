/** Process start: the main class, and what it prepares while Quarkus starts. */
@NullMarked
package io.rbdfunctions.startup;

import org.jspecify.annotations.NullMarked;
