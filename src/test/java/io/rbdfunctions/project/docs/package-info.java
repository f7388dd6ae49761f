/** Runs the commands of the documentation and checks its links and tables. */
@NullMarked
package io.rbdfunctions.project.docs;

import org.jspecify.annotations.NullMarked;
