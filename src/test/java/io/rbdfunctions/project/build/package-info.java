/** Checks of the build, the workflows and the start script. */
@NullMarked
package io.rbdfunctions.project.build;

import org.jspecify.annotations.NullMarked;
