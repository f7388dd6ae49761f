/** What the packaged function survives: each fault in the middle of each kind of work, counted. */
@NullMarked
package io.rbdfunctions.faults;

import org.jspecify.annotations.NullMarked;
