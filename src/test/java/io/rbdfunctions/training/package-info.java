/** The run of the packaged application from which the JDK learns how it starts and what a first event needs. */
@NullMarked
package io.rbdfunctions.training;

import org.jspecify.annotations.NullMarked;
